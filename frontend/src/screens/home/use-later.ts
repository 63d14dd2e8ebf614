/** What home shows after the first look: fetched once the page has loaded, so that the first look stays light. */
import { useEffect, useState } from 'preact/hooks';

import { more } from '../../locales/more';
import { loadMoreIcons } from '../../ui/icon';

type Later = typeof import('./later');

async function fetchLater(): Promise<Later> {
  const [later] = await Promise.all([import('./later'), more.load(), loadMoreIcons()]);
  await later.loadWords();
  return later;
}

export function useLater(): Later | null {
  const [later, setLater] = useState<Later | null>(null);
  useEffect(() => {
    let left = false;
    const go = () =>
      fetchLater().then(
        (there) => !left && setLater(there),
        () => {}, // home works without
      );
    if (document.readyState === 'complete') void go();
    // One step later still: what the load itself waits for is not made longer.
    else addEventListener('load', () => setTimeout(() => void go()), { once: true });
    return () => {
      left = true;
    };
  }, []);
  return later;
}
