/** The service worker: opens the app offline, shows pushes, sends the outbox when no page is open. */
import { countItems } from '../core/outbox-store';
import { identity } from '../core/identity';
import { subscribe, tellServer } from '../core/push-subscribe';
import { send } from '../core/sender';
import { ANSWERS_TAG, answersFromBackground, bringKeptAnswers } from './answers';
import { answerFor, forgetOldBuilds, keepBuild } from './cache';
import { clicked } from './clicks';
import { worker } from './environment';
import { showPush } from './notices';

worker.addEventListener('install', (event) => event.waitUntil(keepBuild()));

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    forgetOldBuilds()
      .then(() => worker.clients.claim())
      .then(bringKeptAnswers),
  );
});

worker.addEventListener('fetch', (event) => {
  const answer = answerFor(event.request);
  if (answer) event.respondWith(answer);
});

worker.addEventListener('message', (event) => {
  const type = (event.data as { type?: string } | null)?.type;
  // Never by itself: the person taps, the page asks.
  if (type === 'apply-update') event.waitUntil(worker.skipWaiting());
  if (type === 'bring-answers') event.waitUntil(bringKeptAnswers());
});

worker.addEventListener('push', (event) =>
  // A push that came proves that there is a network.
  event.waitUntil(Promise.all([showPush(event.data), bringKeptAnswers()])),
);

worker.addEventListener('notificationclick', (event) =>
  event.waitUntil(clicked(event.notification, event.action)),
);

interface SubscriptionChange extends ExtendableEvent {
  newSubscription?: PushSubscription | null;
}
worker.addEventListener('pushsubscriptionchange', (event) => {
  (event as SubscriptionChange).waitUntil(resubscribe((event as SubscriptionChange).newSubscription ?? null));
});

/** Few browsers fire this; the page checks at each start as well. */
async function resubscribe(given: PushSubscription | null): Promise<void> {
  const who = await identity();
  if (!who) return;
  const subscription = given ?? (await subscribe(worker.registration));
  await tellServer(who.deviceId, subscription);
}

interface BackgroundSync extends ExtendableEvent {
  tag: string;
}
(worker as EventTarget).addEventListener('sync', (event) => {
  const { tag } = event as BackgroundSync;
  (event as BackgroundSync).waitUntil(tag === ANSWERS_TAG ? answersFromBackground() : sendFromBackground());
});

/** The longest a countdown may be, with some room; the browser lets us wait this long. */
const COUNTDOWN_MS = 30_000;

/** Sends; waits for a countdown that is under way, because its page may have died. Failing asks to be woken again. */
async function sendFromBackground(): Promise<void> {
  for (let rounds = 0; rounds < 3; rounds += 1) {
    const outcome = await send();
    if (outcome.kind === 'sign-in') return;
    if (outcome.kind !== 'done' && outcome.kind !== 'busy') throw new Error(`not sent: ${outcome.kind}`);
    const who = await identity();
    const { nextAt } = who ? await countItems(who.memberId) : { nextAt: null };
    if (nextAt === null) return;
    const wait = Math.max(nextAt - Date.now(), 1000);
    if (wait > COUNTDOWN_MS) throw new Error('some items wait longer');
    await new Promise((later) => setTimeout(later, wait));
  }
}
