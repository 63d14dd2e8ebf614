/** When the outbox is emptied, and whether the server can be reached. */
import { signal, type Signal } from '@preact/signals';

import { configureClient } from '../api/client';
import type { SyncResult } from '../api/types';
import { backoffMs } from './batch';
import { onNotice } from './channel';
import { identity } from './identity';
import { onEnqueued, outbox, tellProblem, watchOutbox, type OutboxProblem } from './outbox';
import { countItems } from './outbox-store';
import type { SendOutcome } from './sender';

export type FlushReason = 'start' | 'online' | 'visible' | 'manual' | 'new-item' | 'urgent' | 'timer';

/** From the content of the server's answers only, never from `navigator.onLine`. */
export const reachability: Signal<'unknown' | 'reached' | 'unreachable'> = signal('unknown');

const CAP_MS = 5 * 60_000;
/** With somebody calling for help we ask much more often. */
const URGENT_CAP_MS = 15_000;
/** So many failures before the person is told why; single ones are normal on the move. */
const TOLD_AFTER = 3;
export const BACKGROUND_TAG = 'modu-outbox';

let failures = 0;
let failingSince: number | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
let running: Promise<void> | null = null;
let again = false;
let started = false;

export function startSync(): void {
  if (started) return;
  started = true;
  configureClient({ reached: (yes) => (reachability.value = yes ? 'reached' : 'unreachable') });
  watchOutbox();
  onEnqueued((item) => {
    void askWorker();
    void flush(item.urgent ? 'urgent' : 'new-item');
  });
  onNotice((notice) => {
    if (notice.kind === 'session-changed') void flush('manual');
  });
  addEventListener('online', () => void flush('online'));
  // Without it an hour could pass until the next try after a long outage.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void flush('visible');
  });
  void flush('start');
}

/** Sends what can be sent now. While it keeps failing, only a new reason bypasses the waiting time. */
export async function flush(reason: FlushReason): Promise<void> {
  if (reason === 'new-item' && failures > 0) return;
  // What was answered on a notification is the worker's to bring.
  if (reason !== 'timer') navigator.serviceWorker?.controller?.postMessage({ type: 'bring-answers' });
  if (reason === 'urgent' || running) {
    // Beside a running flush, not behind it: that may be in the middle of a large photo.
    await guarded('sendUrgent');
    await plan();
    if (reason === 'urgent' && failures > 0) return;
  }
  again = running !== null;
  running ??= guarded('send').finally(() => {
    running = null;
    if (again) {
      again = false;
      void flush('timer');
    } else void plan();
  });
  await running;
}

/** Called with the server's own receipt of each item, whoever sent it; answers how to stop. */
export function onReceipt(listener: (itemId: string, result: SyncResult) => void): () => void {
  return onNotice((notice) => {
    if (notice.kind !== 'receipts') return;
    for (const { id, result } of notice.receipts) listener(id, result);
  });
}

async function guarded(what: 'send' | 'sendUrgent'): Promise<void> {
  try {
    const sender = await import('./sender');
    note(await sender[what]());
  } catch (error) {
    // The phone's own storage or a fault of ours: never silent, never given up.
    failed('server-trouble', error instanceof Error ? error.message : null);
  }
}

let retryAfterMs: number | null = null;
let busy = false;

function note(outcome: SendOutcome): void {
  retryAfterMs = outcome.retryAfterS === null ? null : outcome.retryAfterS * 1000;
  busy = outcome.kind === 'busy';
  if (outcome.kind === 'done') {
    failures = 0;
    failingSince = null;
    if (outbox.value.problem) tellProblem(null);
  } else if (outcome.kind === 'sign-in') void askToSignIn();
  else if (outcome.kind === 'unreachable') failed('unreachable', null);
  else if (outcome.kind === 'refused') failed('other-app-version', outcome.detail);
  else if (outcome.kind === 'trouble') failed('server-trouble', outcome.detail);
}

function failed(reason: OutboxProblem['reason'], detail: string | null): void {
  failures += 1;
  failingSince ??= Date.now();
  if (failures >= TOLD_AFTER) tellProblem({ reason, since: failingSince, failures, detail });
}

async function askToSignIn(): Promise<void> {
  // Signed out on purpose is no problem as long as nothing waits.
  if (!(await identity().catch(() => null))) return;
  failures = Math.max(failures, 1);
  failingSince ??= Date.now();
  tellProblem({ reason: 'sign-in', since: failingSince, failures, detail: null });
}

/** Sets the clock for the next try. */
async function plan(): Promise<void> {
  const who = await identity().catch(() => null);
  const counts = who ? await countItems(who.memberId).catch(() => null) : null;
  clearTimeout(timer);
  if (!counts || counts.nextAt === null) return;
  const cap = counts.urgentWaiting ? URGENT_CAP_MS : CAP_MS;
  // Never longer than the cap, should the phone's clock be set back meanwhile.
  const untilDue = Math.min(Math.max(counts.nextAt - Date.now(), 0), CAP_MS);
  let wait = Math.max(untilDue, 250);
  if (failures > 0) {
    // A countdown that is about to end is not delayed by failures before it.
    const pause = Math.min(Math.max(retryAfterMs ?? 0, backoffMs(failures, cap)), CAP_MS);
    wait = counts.urgentWaiting && untilDue > 0 ? Math.min(untilDue, pause) : pause;
  } else if (busy) wait = Math.max(wait, counts.urgentWaiting ? 2000 : 20_000);
  timer = setTimeout(() => void flush('timer'), wait);
}

interface SyncRegistration {
  sync?: { register(tag: string): Promise<void> };
}

/** Asks the browser to wake our worker when there is a network, should this page be closed by then. */
async function askWorker(): Promise<void> {
  try {
    const registration = await navigator.serviceWorker?.ready;
    await (registration as SyncRegistration | undefined)?.sync?.register(BACKGROUND_TAG);
  } catch {
    // Not every browser has it, and a person may forbid it: the page itself sends.
  }
}
