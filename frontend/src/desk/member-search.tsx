/** Search by name and tier; what is looked for stands in the address. */
import { useEffect, useRef, useState } from 'preact/hooks';

import { Field } from '../ui';
import { type Tier, TIERS } from './contract';
import type { Search } from './members';
import { say } from './texts';

/** Typing pauses this long before the list is asked for. */
const PAUSE_MS = 250;

export function MemberSearch({ search, onSearch }: { search: Search; onSearch: (next: Search) => void }) {
  const [typed, setTyped] = useState(search.q);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const type = (q: string) => {
    setTyped(q);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onSearch({ ...search, q: q.trim() }), PAUSE_MS);
  };
  return (
    <search class="desk-search">
      <Field
        type="search"
        inputMode="search"
        label={say('members.search')}
        placeholder={say('members.searchHint')}
        value={typed}
        onInput={type}
        autoComplete="off"
        maxLength={60}
      />
      <div class="field">
        <label for="member-tier">{say('members.tier')}</label>
        <select
          id="member-tier"
          class="input"
          value={search.tier ?? ''}
          onChange={(event) =>
            onSearch({ q: typed.trim(), tier: (event.currentTarget.value || null) as Tier | null })
          }
        >
          <option value="">{say('members.allTiers')}</option>
          {TIERS.map((tier) => (
            <option key={tier} value={tier}>
              {say(`tier.${tier}`)}
            </option>
          ))}
        </select>
      </div>
    </search>
  );
}
