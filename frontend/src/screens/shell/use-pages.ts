/** A list that comes in pages. */
import { useRef, useState } from 'preact/hooks';

import type { ApiError } from '../../api/client';
import type { Page } from '../../api/types';
import { useLoaded } from './use-loaded';

interface Pages<Item> {
  items: readonly Item[] | null;
  error: ApiError | null;
  reload: () => void;
  /** Reads the next page; null when there is none. */
  more: (() => void) | null;
}

export function usePages<Item>(
  key: string,
  load: (cursor: string | null, signal: AbortSignal) => Promise<Page<Item>>,
): Pages<Item> {
  const [pages, setPages] = useState(1);
  const { data, error, reload } = useLoaded(`${key} ${pages}`, async (signal) => {
    const items: Item[] = [];
    let cursor: string | null = null;
    for (let page = 0; page < pages; page += 1) {
      const answer: Page<Item> = await load(cursor, signal);
      items.push(...answer.items);
      cursor = answer.next_cursor;
      if (cursor === null) break;
    }
    return { items, cursor };
  });
  // The list stays in view while the next page is on its way.
  const shown = useRef<readonly Item[] | null>(null);
  if (data) shown.current = data.items;
  return {
    items: shown.current,
    error,
    reload,
    more: data?.cursor ? () => setPages(pages + 1) : null,
  };
}
