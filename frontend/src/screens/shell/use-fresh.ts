/** Keeps what is open for me fresh while the app is in view: a push is a hint, and pushes get lost. */
import { useEffect } from 'preact/hooks';

import { onNotice } from '../../core/channel';
import { refreshMe, sessionState } from '../../core/session';

const EVERY_MS = 30_000;

export function useFreshMe(): void {
  useEffect(() => {
    const ask = () => {
      if (document.visibilityState === 'visible' && sessionState.value === 'in') refreshMe().catch(() => {});
    };
    const timer = setInterval(ask, EVERY_MS);
    document.addEventListener('visibilitychange', ask);
    const stop = onNotice((notice) => {
      if (notice.kind === 'push') ask();
    });
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', ask);
      stop();
    };
  }, []);
}
