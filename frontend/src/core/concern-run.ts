/** What happens in a call for help: kept, counted down, sent, followed, cancelled. Loaded right after the first paint. */
import { ApiError, call } from '../api/client';
import type { Alert, Category, Problem, SyncResult } from '../api/types';
import { announce, onNotice } from './channel';
import { concern, type ConcernDetails } from './concern';
import { arrived, describe, isFinal, type ConcernNews, type ConcernRecord } from './concern-phase';
import { bodyOf, onTheWire } from './concern-body';
import { holdInMemory, releaseFromMemory, sendFromMemory } from './concern-memory';
import { getValue, setValue, StorageError, write, type StoredItem } from './db';
import { enqueued } from './outbox';
import { newItem } from './outbox-item';
import { addItemIn, changeItem, findItem, receiptOf, withdrawItem } from './outbox-store';
import { currentPosition } from './position';
import { makeRoom } from './room';
import { me } from './session';
import { flush, onReceipt } from './sync';

const COUNTDOWN_S = { least: 5, most: 20 };
const TICK_MS = 250;
const POLL_MS = 5000;

const UNREACHED: Problem = { type: '', title: '', status: 0, detail: '' };

let record: ConcernRecord | null = null;
let news: ConcernNews = unknown();
let ticking: ReturnType<typeof setInterval> | undefined;
let polledAt = 0;
let handedOver = false;

function unknown(): ConcernNews {
  return { receipt: null, cancelReceipt: null, cancelProblem: null, alert: null, durable: true };
}

/** Durable when the promise is kept; only then the countdown starts. Answers the check-in's id. */
export async function raise(category: Category, details: ConcernDetails = {}): Promise<string> {
  // A second tap on the button is the same call.
  if (record && concern.value && !isFinal(concern.value.phase)) return record.id;
  const now = Date.now();
  const wanted = me.value?.policy.countdown_s ?? COUNTDOWN_S.least;
  const countdownEndsAt = now + Math.min(Math.max(wanted, COUNTDOWN_S.least), COUNTDOWN_S.most) * 1000;
  const item = await newItem('check_in', bodyOf(category, details), {
    recordedAt: now,
    notBefore: countdownEndsAt,
  });
  const next: ConcernRecord = {
    id: item.id,
    memberId: item.memberId,
    category,
    note: details.note ?? null,
    position: details.position ?? null,
    raisedAt: now,
    countdownEndsAt,
    cancelItemId: null,
  };
  const durable = await keep(item, next);
  take(next, { ...unknown(), durable });
  if (durable) enqueued(item);
  else holdInMemory(item);
  if (details.position === undefined) void addPosition(item);
  return item.id;
}

/** The call and what the screen knows of it, in one transaction. Answers false when the phone has no room at all. */
async function keep(item: Omit<StoredItem, 'order'>, next: ConcernRecord, must = false): Promise<boolean> {
  const attempt = () =>
    write(['items', 'photos', 'walks', 'kv'], async (tx) => {
      await addItemIn(tx, item);
      await tx.objectStore('kv').put(next, 'concern');
    });
  try {
    await attempt().catch(async (error: unknown) => {
      if (!(error instanceof StorageError)) throw error;
      await makeRoom();
      await attempt();
    });
    return true;
  } catch (error) {
    if (error instanceof StorageError && !must) return false; // then it lives in this page, and is sent all the same
    throw error;
  }
}

/** The place, when it is found before the call leaves; afterwards the call is not changed any more. */
async function addPosition(item: Omit<StoredItem, 'order'>): Promise<void> {
  const position = await currentPosition(item.notBefore! - Date.now() - TICK_MS);
  if (!position || record?.id !== item.id) return;
  Object.assign(item.body, onTheWire(position)); // for a call that is held in memory
  const kept = await write(['items', 'kv'], async (tx) => {
    const waiting = await tx.objectStore('items').index('id').get(item.id);
    if (!waiting || waiting.attempts > 0) return false;
    await tx.objectStore('items').put({ ...waiting, body: { ...waiting.body, ...onTheWire(position) } });
    return true;
  }).catch(() => false);
  if (kept && record?.id === item.id) await change({ position });
}

/** Ends the countdown now and sends. */
export async function confirmNow(): Promise<void> {
  if (!record || concern.value?.phase !== 'countdown') return;
  const id = record.id;
  await change({ countdownEndsAt: Date.now() });
  await changeItem(id, { notBefore: null }).catch(() => {});
  handOver();
}

/** In the countdown nothing leaves the phone; later everyone who was told gets the all-clear. */
export async function cancel(pin?: string): Promise<void> {
  if (!record || record.cancelItemId) return;
  const { id } = record;
  news = { ...news, cancelProblem: null };
  if (news.alert && news.alert.check_in_id === null) return cancelAlert(news.alert.id, pin);
  if (pin !== undefined) return cancelWith(pin);
  if (releaseFromMemory(id) || (await withdrawItem(id))) {
    await setValue('concern', undefined).catch(() => {});
    news = { ...news, cancelReceipt: { id, status: 'applied' } };
    show();
    return announce({ kind: 'outbox-changed' });
  }
  const item = await newItem('check_in.cancel', { check_in_id: id });
  const next = { ...record, cancelItemId: item.id };
  try {
    await keep(item, next, true);
  } catch (error) {
    const alertId = concern.value?.alertId;
    if (!(error instanceof StorageError) || !alertId) throw error;
    return cancelAlert(alertId);
  }
  record = next;
  show();
  enqueued(item);
}

/** Call and number leave together, and the server takes both in one go: with the right one nobody is woken. */
async function cancelWith(pin: string): Promise<void> {
  const before = record!;
  const item = await newItem('check_in.cancel', { check_in_id: before.id, pin });
  const countdownEndsAt = Math.min(before.countdownEndsAt, Date.now());
  const next = { ...before, countdownEndsAt, cancelItemId: item.id };
  try {
    await keep(item, next, true);
  } catch (error) {
    const alertId = concern.value?.alertId;
    if (!(error instanceof StorageError) || !alertId) throw error;
    return cancelAlert(alertId, pin);
  }
  await changeItem(before.id, { notBefore: null }).catch(() => {});
  record = next;
  show();
  enqueued(item);
  handOver();
}

/** Straight to the server: an alert that no check-in of this phone raised, or a phone without room. */
async function cancelAlert(alertId: string, pin?: string): Promise<void> {
  try {
    const body = pin === undefined ? {} : { pin };
    news = { ...news, alert: await call<Alert>('POST', `/api/alerts/${alertId}/cancel`, { body }) };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    news = { ...news, cancelProblem: error.problem ?? UNREACHED };
  }
  show();
}

/** Puts a finished concern away so that home shows again. */
export async function dismissConcern(): Promise<void> {
  if (!concern.value || !isFinal(concern.value.phase)) return;
  await setValue('concern', undefined).catch(() => {});
  drop();
}

/** Picks up a concern that was under way when the app died, and follows it. Call once at start. */
export async function startConcern(): Promise<void> {
  onReceipt((id, result) => void received(id, result));
  onNotice((notice) => {
    if (notice.kind === 'push') polledAt = 0;
    // Raised or put away in another tab.
    if (notice.kind === 'outbox-changed' || notice.kind === 'session-changed') void restore().catch(() => {});
  });
  me.subscribe(() => void adopt().catch(() => {}));
  await restore().catch(() => {});
}

async function restore(): Promise<void> {
  const kept = await getValue<ConcernRecord>('concern');
  const mine = kept && kept.memberId === me.value?.id ? kept : null;
  // Signed out, or somebody else's phone now: nothing of it is shown any more.
  if (record && record.memberId !== me.value?.id) drop();
  if (!mine) {
    if (record && news.durable && !isFinal(concern.value!.phase) && news.alert === null) drop();
    return;
  }
  if (record?.id === mine.id && record.cancelItemId === mine.cancelItemId) return;
  const receipt = await receiptOf(mine.id);
  const cancelReceipt = mine.cancelItemId ? await receiptOf(mine.cancelItemId) : null;
  if (cancelReceipt && !arrived(cancelReceipt)) mine.cancelItemId = null; // refused while the app was away
  if (!receipt && !(await findItem(mine.id))) {
    // Taken back before it left: there is nothing to follow.
    await setValue('concern', undefined);
    return;
  }
  const durable = true;
  take(mine, { ...(record?.id === mine.id ? news : unknown()), receipt, cancelReceipt, durable });
}

/** An open alert of mine that this phone knows nothing of: its storage was cleared, or another phone called. */
async function adopt(): Promise<void> {
  const member = me.value;
  const [alertId] = member?.open.my_alert_ids ?? [];
  if (!member || !alertId || record || (await getValue('concern'))) return;
  const alert = await call<Alert>('GET', `/api/alerts/${alertId}`);
  if (record) return;
  const raisedAt = Date.parse(alert.opened_at);
  const { category, note } = alert;
  const id = alert.check_in_id ?? alert.id;
  take(
    {
      id,
      memberId: member.id,
      category,
      note,
      position: null,
      raisedAt,
      countdownEndsAt: raisedAt,
      cancelItemId: null,
    },
    { ...unknown(), alert },
  );
}

async function received(id: string, result: SyncResult): Promise<void> {
  if (!record) return;
  if (id === record.id) news = { ...news, receipt: result };
  else if (id === record.cancelItemId) {
    if (!arrived(result)) {
      // Not taken back, for instance with a wrong number: the call goes on, and it can be tried again.
      news = { ...news, cancelProblem: result.problem ?? UNREACHED };
      return change({ cancelItemId: null });
    }
    news = { ...news, cancelReceipt: result };
  } else return;
  polledAt = 0;
  show();
}

function take(next: ConcernRecord, known: ConcernNews): void {
  record = next;
  news = known;
  handedOver = false;
  polledAt = 0;
  show();
  clearInterval(ticking);
  ticking = setInterval(tick, TICK_MS);
}

function drop(): void {
  record = null;
  news = unknown();
  clearInterval(ticking);
  concern.value = null;
}

async function change(changed: Partial<ConcernRecord>): Promise<void> {
  record = { ...record!, ...changed };
  show();
  await setValue('concern', record).catch(() => {}); // the call itself is what must be kept
}

function show(): void {
  if (!record) return;
  const next = describe(record, news, Date.now());
  // Four times a second: tell only what is new.
  if (JSON.stringify(next) !== JSON.stringify(concern.value)) concern.value = next;
}

function tick(): void {
  if (!record) return;
  show();
  const phase = concern.value!.phase;
  if (isFinal(phase)) return clearInterval(ticking);
  if (phase === 'saved' && !handedOver) handOver();
  if (concern.value!.alertId && Date.now() - polledAt >= POLL_MS) void poll(concern.value!.alertId);
}

/** The countdown is over: out with it. The sync goes on trying from here. */
function handOver(): void {
  handedOver = true;
  if (news.durable) void flush('urgent');
  else void sendFromMemory((result) => void received(result.id, result));
}

async function poll(alertId: string): Promise<void> {
  polledAt = Date.now();
  const id = record?.id;
  const alert = await call<Alert>('GET', `/api/alerts/${alertId}`, { timeoutS: 10 }).catch(() => null);
  if (!alert || record?.id !== id) return;
  news = { ...news, alert };
  show();
}
