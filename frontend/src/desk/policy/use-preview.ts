/** What would happen if somebody called now: under the policy in force and under the one being written, a moment after the last key. */
import { useEffect, useState } from 'preact/hooks';

import { ApiError } from '../../api/client';
import { failureText } from '../failure';
import { changed } from './draft';
import { lookAt, type Policy, type Preview, type Whom } from './policy';

export const PAUSE_MS = 400;

export interface Seen {
  now: Preview | null;
  /** Null while nothing is changed. */
  next: Preview | null;
  busy: boolean;
  /** In words, and the number it is about, when it is about one. */
  problem: { text: string; field: string | null } | null;
}

const NOTHING: Seen = { now: null, next: null, busy: true, problem: null };

/** `edited` is null while a number in it cannot be read; then what was seen last stays. */
export function usePreview(base: Policy, edited: Policy | null, whom: Whom): Seen & { again: () => void } {
  const [seen, setSeen] = useState<Seen>(NOTHING);
  const [turn, setTurn] = useState(0);
  const key = JSON.stringify([base, edited, whom, turn]);
  useEffect(() => {
    if (edited === null) return;
    let current = true;
    setSeen((before) => ({ ...before, busy: true }));
    const timer = setTimeout(() => {
      look(base, edited, whom).then(
        ([now, next]) => current && setSeen({ now, next, busy: false, problem: null }),
        (error: unknown) =>
          current && setSeen((before) => ({ ...before, busy: false, problem: troubleOf(error) })),
      );
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
    // The key holds all that is asked.
  }, [key]);
  return { ...seen, again: () => setTurn(turn + 1) };
}

function look(base: Policy, edited: Policy, whom: Whom): Promise<[Preview, Preview | null]> {
  const isChanged = changed(base, edited).length > 0;
  return Promise.all([lookAt(base, whom), isChanged ? lookAt(edited, whom) : null]);
}

export function troubleOf(error: unknown): { text: string; field: string | null } {
  const field = error instanceof ApiError ? error.problem?.['field'] : null;
  return { text: failureText(error), field: typeof field === 'string' ? field : null };
}
