/** The tab's title carries the number of unanswered alerts: `(2) 상황판 · 금촌1동`. */
import { useEffect } from 'preact/hooks';

import { unanswered } from './live-board';
import { neighbourhoodName } from './neighbourhood';

export function useTitle(page: string): void {
  const count = unanswered.value;
  const name = neighbourhoodName.value;
  useEffect(() => {
    const before = document.title;
    document.title = `${count > 0 ? `(${count}) ` : ''}${page}${name === '' ? '' : ` · ${name}`}`;
    return () => {
      document.title = before;
    };
  }, [count, name, page]);
}
