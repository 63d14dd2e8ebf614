/** A list that comes in pages, as the filter has it now. */
import { useState } from 'preact/hooks';

import type { Page } from './contract';
import { failureText } from './failure';
import { useAnswer } from './use-answer';

export interface Pages<Item> {
  items: readonly Item[] | null;
  busy: boolean;
  failure: string;
  /** Whether more can be asked for. */
  goesOn: boolean;
  more: () => Promise<void>;
  again: () => Promise<void>;
}

export function usePages<Item>(
  key: string,
  ask: (cursor: string | null) => Promise<Page<Item>>,
): Pages<Item> {
  const held = useAnswer(key, () => ask(null));
  const [trouble, setTrouble] = useState('');
  const [fetching, setFetching] = useState(false);
  async function more() {
    const cursor = held.answer?.next_cursor ?? null;
    if (cursor === null || fetching) return;
    setFetching(true);
    try {
      const next = await ask(cursor);
      // A list that was asked for anew meanwhile has another cursor.
      held.put((now) =>
        now.next_cursor === cursor
          ? { items: [...now.items, ...next.items], next_cursor: next.next_cursor }
          : now,
      );
      setTrouble('');
    } catch (error) {
      setTrouble(failureText(error));
    } finally {
      setFetching(false);
    }
  }
  return {
    items: held.answer?.items ?? null,
    busy: held.busy || fetching,
    failure: held.failure || trouble,
    goesOn: (held.answer?.next_cursor ?? null) !== null,
    more,
    again: held.again,
  };
}
