/** The board as it is now: held while the stream says when to look again. */
import { computed, signal } from '@preact/signals';

import { ApiError } from '../api/client';
import { changesBetween, isUnanswered, newer, oldestUnansweredFirst, withMoments } from './board';
import { getBoard, STREAM_URL } from './client';
import { setClock } from './clock';
import type { Board } from './contract';
import { tellChanges } from './news';
import { tellMissed } from './promises/news';
import { newlyMissed } from './promises/promises';
import { type Fetched, type Line, openStream, type Stream } from './stream';

export const board = signal<Board | null>(null);
export const line = signal<Line>({ state: 'connecting', asOf: null });
/** True when the last fetch failed: with no picture at all the screen says so. */
export const fetchFailed = signal(false);

/** All open alerts in the order they are shown and numbered, whatever the filter hides. */
export const openAlerts = computed(() => oldestUnansweredFirst(board.value?.alerts ?? []));
/** Real alerts nobody has answered: the number in the tab's title. */
export const unanswered = computed(
  () => openAlerts.value.filter((alert) => isUnanswered(alert) && !alert.drill).length,
);

let stream: Stream | null = null;

/** Follows the board until the returned function is called. */
export function followBoard(): () => void {
  stream?.close();
  const followed = openStream({
    url: STREAM_URL,
    refetch: fetchBoard,
    onLine: (state) => (line.value = state),
  });
  stream = followed;
  const look = () => {
    if (document.visibilityState === 'visible') void followed.refresh();
  };
  document.addEventListener('visibilitychange', look);
  globalThis.addEventListener('online', look);
  return () => {
    document.removeEventListener('visibilitychange', look);
    globalThis.removeEventListener('online', look);
    followed.close();
  };
}

export async function refreshBoard(): Promise<void> {
  await stream?.refresh();
}

/** Also sets the clock, and tells of new alerts wherever in the desk one is. */
export async function fetchBoard(): Promise<Fetched> {
  try {
    const answer = await getBoard();
    setClock(answer.now);
    const arrived = { ...answer, alerts: withMoments(answer.alerts, answer.now) };
    fetchFailed.value = false;
    const held = board.value;
    const shown = newer(held, arrived);
    if (shown === held) return 'ok';
    board.value = shown;
    tellChanges(changesBetween(held, shown));
    void tellMissed(newlyMissed(held && (held.missed ?? []), shown.missed ?? []));
    return 'ok';
  } catch (error) {
    fetchFailed.value = true;
    const over = error instanceof ApiError && (error.status === 401 || error.status === 403);
    return over ? 'gone' : 'failed';
  }
}
