/** The walks that are planned, and one of them; what this phone read last does without a network. */
import { useEffect } from 'preact/hooks';

import { onNotice } from '../../core/channel';
import type { Answer } from '../../core/kept';
import { togetherWalk, togetherWalks, type TogetherWalk } from '../../core/together';
import { useLoaded, type Loaded } from '../shell/use-loaded';
import { useSaid } from './answers';

const EVERY_MS = 30_000;

/** Read again now and then while in view, and when a push or a receipt says that something changed. */
function useAgain(reload: () => void): void {
  useEffect(() => {
    const again = () => {
      if (document.visibilityState === 'visible') reload();
    };
    const timer = setInterval(again, EVERY_MS);
    document.addEventListener('visibilitychange', again);
    const stop = onNotice((notice) => {
      if (notice.kind === 'push' || notice.kind === 'receipts') again();
    });
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', again);
      stop();
    };
  }, [reload]);
}

export function useUpcoming() {
  const loaded = useLoaded('together', (signal) => togetherWalks('upcoming', signal));
  useAgain(loaded.reload);
  return { ...loaded, ...useSaid() };
}

export function useWalk(id: string): Loaded<Answer<TogetherWalk>> & ReturnType<typeof useSaid> {
  const loaded = useLoaded(`together ${id}`, (signal) => togetherWalk(id, signal));
  useAgain(loaded.reload);
  const { said, reload: again } = useSaid();
  const reload = () => {
    loaded.reload();
    again();
  };
  return { ...loaded, said, reload };
}
