/** Answers that were given on a notification and still lie on this phone; the worker brings them, an open page asks it to. */
import { signal, type Signal } from '@preact/signals';

import { onNotice } from '../../core/channel';
import { countAnswers } from '../../core/plan-answers';
import { flush } from '../../core/sync';

export const answersWaiting: Signal<number> = signal(0);

const AGAIN_MS = 15_000;

/** While it is shown; answers how to stop. */
export function watchAnswers(): () => void {
  const count = async () => {
    answersWaiting.value = await countAnswers();
  };
  // No storage, nothing kept.
  const look = () => void count().catch(() => {});
  look();
  const timer = setInterval(() => {
    look();
    if (answersWaiting.value > 0) void flush('manual');
  }, AGAIN_MS);
  const stop = onNotice((notice) => {
    if (notice.kind === 'push') look();
  });
  return () => {
    clearInterval(timer);
    stop();
  };
}
