/**
 * "I'm OK" said on a notification: a signed word that keeps its one promise, whoever is signed in. It is kept on this
 * phone until the server said what it came to. Runs in the service worker and in the page.
 */
import { ApiError, call } from '../api/client';
import { announce } from './channel';
import { getValue, write } from './db';
import { whenFree } from './locks';

export interface Answer {
  token: string;
  /** When it was said (milliseconds). */
  at: number;
  /** The notification it was said on, and the language that one spoke. */
  tag: string;
  lang: string;
}

/** What the server made of it: taken, settled before, or no word of its own. */
export type Outcome = 'kept' | 'over' | 'refused';

const KEY = 'plan-answers';
/** Good for twelve hours after its promise at the most; later it says nothing any more. */
const FORGOTTEN_MS = 3 * 86_400_000;
const LOCK = 'modu-plan-answers';

/** Durable when the promise is kept. Throws StorageError. */
export async function keepAnswer(answer: Answer): Promise<void> {
  await change((kept) => [...kept.filter(({ token }) => token !== answer.token), answer]);
}

export async function countAnswers(): Promise<number> {
  return ((await getValue<Answer[]>(KEY)) ?? []).length;
}

/**
 * Sends what waits; answers what each came to. Said again, the server calls it a duplicate. Behind a try that is under way, not
 * instead of it: that one may have begun before the network was back.
 */
export async function bringAnswers(): Promise<{ answer: Answer; outcome: Outcome }[]> {
  const told = await whenFree(LOCK, sendAll);
  if (told.length > 0) announce({ kind: 'push', push: 'plan_answered', alertId: null });
  return told;
}

async function sendAll(): Promise<{ answer: Answer; outcome: Outcome }[]> {
  const told: { answer: Answer; outcome: Outcome }[] = [];
  for (const answer of (await getValue<Answer[]>(KEY)) ?? []) {
    const outcome = await send(answer);
    if (outcome === null && Date.now() - answer.at < FORGOTTEN_MS) continue;
    await change((kept) => kept.filter(({ token }) => token !== answer.token));
    if (outcome !== null) told.push({ answer, outcome });
  }
  return told;
}

/** Null while there is no answer that could be trusted. */
async function send({ token, at }: Answer): Promise<Outcome | null> {
  try {
    const body = { token, recorded_at: new Date(at).toISOString() };
    await call('POST', '/api/plan-answers', { body, timeoutS: 15 });
    return 'kept';
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.problem === null) return null;
    if (error.status === 410) return 'over';
    return error.status === 403 || error.status === 422 ? 'refused' : null;
  }
}

async function change(next: (kept: Answer[]) => Answer[]): Promise<void> {
  await write(['kv'], async (tx) => {
    const store = tx.objectStore('kv');
    const kept = ((await store.get(KEY)) as Answer[] | undefined) ?? [];
    await store.put(next(kept), KEY);
  });
}
