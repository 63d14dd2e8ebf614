/** Whom it is about: a member found by name, or somebody who is none. */
import { useEffect, useState } from 'preact/hooks';

import { Choices, Field } from '../../ui';
import { findMembers } from '../client';
import type { Member } from '../contract';
import { failureText } from '../failure';
import { say, sayName } from '../texts';
import type { Draft } from './draft';
import { tell } from './words';

const PAUSE_MS = 250;
const MOST = 6;
const STRANGER = 'stranger';

interface Props {
  whom: Draft['whom'];
  onWhom: (whom: Draft['whom']) => void;
}

export function Whom({ whom, onWhom }: Props) {
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
  const kept = whom !== null && whom !== STRANGER ? [whom] : [];
  const others = (found ?? []).filter((member) => member.id !== kept[0]?.id);
  const names = new Map([...kept, ...others].map((one) => [one.id, one.name]));
  return (
    <div class="stack">
      <Field
        type="search"
        inputMode="search"
        label={tell('raise.search')}
        hint={tell('raise.searchHint')}
        value={typed}
        error={problem || undefined}
        onInput={setTyped}
        autoComplete="off"
        maxLength={60}
      />
      <p class="small muted" role="status">
        {q.length >= 2 && problem === '' && found === null && tell('raise.searching')}
        {found?.length === 0 && tell('raise.nobody')}
      </p>
      <Choices
        label={tell('raise.whom')}
        hideLabel
        items={[
          ...kept.map((one) => ({ value: one.id, label: sayName(one.name) })),
          ...others.map((one) => ({
            value: one.id,
            label: `${sayName(one.name)} · ${say(`tier.${one.tier}`)}`,
          })),
          { value: STRANGER, label: tell('raise.stranger') },
        ]}
        value={whom === STRANGER ? STRANGER : (whom?.id ?? null)}
        onChange={(id) => onWhom(id === STRANGER ? STRANGER : { id, name: names.get(id) ?? '' })}
      />
    </div>
  );
}
