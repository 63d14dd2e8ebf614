/** One neighbour out of those whose name holds what was typed. */
import { useEffect, useState } from 'preact/hooks';

import { Choices, Field } from '../../ui';
import { findMembers } from '../client';
import type { Member } from '../contract';
import { failureText } from '../failure';
import { say } from '../texts';

const PAUSE_MS = 250;
const MOST = 6;

export interface Found {
  id: string;
  name: string;
}

interface Props {
  /** Nobody is tied to themselves. */
  not: string;
  found: Found | null;
  onFound: (found: Found | null) => void;
}

export function FindNeighbour({ not, found, onFound }: Props) {
  const [typed, setTyped] = useState('');
  const [members, setMembers] = useState<Member[] | null>(null);
  const [problem, setProblem] = useState('');
  const q = typed.trim();
  useEffect(() => {
    setProblem('');
    setMembers(null);
    if (q.length < 2) return;
    let current = true;
    const timer = setTimeout(() => {
      findMembers(q, null, null).then(
        (page) => current && setMembers(page.items.filter(({ id }) => id !== not).slice(0, MOST)),
        (error: unknown) => current && setProblem(failureText(error)),
      );
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [q, not]);
  const items = (members ?? []).map((one) => ({
    value: one.id,
    label: `${one.name} · ${say(`tier.${one.tier}`)}`,
  }));
  if (found && !items.some(({ value }) => value === found.id))
    items.unshift({ value: found.id, label: found.name });
  return (
    <>
      <Field
        type="search"
        inputMode="search"
        label={say('ties.search')}
        hint={say('ties.searchHint')}
        value={typed}
        error={problem || undefined}
        onInput={setTyped}
        autoComplete="off"
        maxLength={60}
      />
      {members?.length === 0 && <p role="status">{say('members.noMatch')}</p>}
      {items.length > 0 && (
        <Choices
          label={say('ties.who')}
          hideLabel
          items={items}
          value={found?.id ?? null}
          onChange={(id) => {
            const chosen = members?.find((one) => one.id === id);
            if (chosen) onFound({ id: chosen.id, name: chosen.name });
          }}
        />
      )}
    </>
  );
}
