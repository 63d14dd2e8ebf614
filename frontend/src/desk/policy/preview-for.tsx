/** For whom the policy is looked at: the middle of the neighbourhood, or the home of one person found by name. */
import { useEffect, useState } from 'preact/hooks';

import { Choices, Field } from '../../ui';
import { findMembers } from '../client';
import type { Member } from '../contract';
import { failureText } from '../failure';
import { say, sayName } from '../texts';
import type { Whom } from './policy';
import { tell } from './words';

const PAUSE_MS = 250;
const MOST = 6;

interface Props {
  whom: Whom;
  onWhom: (whom: Whom) => void;
}

export function PreviewFor({ whom, onWhom }: Props) {
  const [finding, setFinding] = useState(whom.person !== null);
  return (
    <div class="stack policy-for">
      <div class="policy-from">
        <label class="desk-select">
          <span>{tell('preview.for')}</span>
          <select
            value={finding ? 'person' : 'middle'}
            onChange={(event) => {
              const wants = event.currentTarget.value === 'person';
              setFinding(wants);
              if (!wants) onWhom({ ...whom, person: null });
            }}
          >
            <option value="middle">{tell('preview.forMiddle')}</option>
            <option value="person">{tell('preview.forPerson')}</option>
          </select>
        </label>
        <label class="desk-select">
          <span>{tell('preview.place')}</span>
          <select
            value={whom.place}
            onChange={(event) => onWhom({ ...whom, place: event.currentTarget.value as Whom['place'] })}
          >
            <option value="home">{tell('preview.home')}</option>
            <option value="public">{tell('preview.public')}</option>
          </select>
        </label>
      </div>
      {finding && <Find whom={whom} onWhom={onWhom} />}
    </div>
  );
}

function Find({ whom, onWhom }: Props) {
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState<Member[] | null>(null);
  const [problem, setProblem] = useState('');
  const q = typed.trim();
  useEffect(() => {
    setProblem('');
    setFound(null);
    if (q.length < 2) return;
    let current = true;
    const timer = setTimeout(() => {
      findMembers(q, null, null).then(
        (page) => current && setFound(page.items.filter((member) => member.active).slice(0, MOST)),
        (error: unknown) => current && setProblem(failureText(error)),
      );
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [q]);
  const kept = whom.person === null ? [] : [whom.person];
  const others = (found ?? []).filter((member) => member.id !== whom.person?.id);
  const all = [...kept, ...others];
  return (
    <>
      <Field
        type="search"
        inputMode="search"
        label={tell('preview.search')}
        hint={tell('preview.searchHint')}
        value={typed}
        error={problem || undefined}
        onInput={setTyped}
        autoComplete="off"
        maxLength={60}
      />
      <p class="small muted" role="status">
        {q.length >= 2 && problem === '' && found === null && tell('preview.searching')}
        {found?.length === 0 && tell('preview.nobody')}
      </p>
      {all.length > 0 && (
        <Choices
          label={tell('preview.pick')}
          hideLabel
          items={[
            ...kept.map((one) => ({ value: one.id, label: sayName(one.name) })),
            ...others.map((one) => ({
              value: one.id,
              label: `${sayName(one.name)} · ${say(`tier.${one.tier}`)}`,
            })),
          ]}
          value={whom.person?.id ?? null}
          onChange={(id) => {
            const person = all.find((one) => one.id === id);
            if (person !== undefined) onWhom({ ...whom, person: { id, name: person.name } });
          }}
        />
      )}
    </>
  );
}
