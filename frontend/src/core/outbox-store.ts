/** The outbox as it lies on the phone: written once, removed only by the server's receipt. */
import type { Problem, SyncResult } from '../api/types';
import { isReady, RETRY_CAP_MS } from './batch';
import { read, write, type StoredItem, type Transaction } from './db';

const RECEIPTS_KEPT = 50;
const URGENT_RETRY_MS = 3000;

/** Everything an item changes on the phone, in one transaction: the item, its photos, its walk's count. */
export async function addItem(item: Omit<StoredItem, 'order'>): Promise<void> {
  await write(['items', 'photos', 'walks'], (tx) => addItemIn(tx, item));
}

export async function addItemIn(
  tx: Pick<Transaction<['items', 'photos', 'walks']>, 'objectStore'>,
  item: Omit<StoredItem, 'order'>,
): Promise<void> {
  const items = tx.objectStore('items');
  if (await items.index('id').getKey(item.id)) return; // said twice: once is enough
  await items.add(item);
  for (const id of item.photoIds) {
    const photo = await tx.objectStore('photos').get(id);
    if (photo) await tx.objectStore('photos').put({ ...photo, state: 'waiting' });
  }
  if (item.walkId) {
    const walk = await tx.objectStore('walks').get(item.walkId);
    if (walk) await tx.objectStore('walks').put({ ...walk, items: walk.items + 1 });
  }
}

/** One member's items; the signed-in person's are the only ones that may be sent. */
export async function itemsOf(memberId: string): Promise<StoredItem[]> {
  const all = await read((db) => db.getAll('items'));
  return all.filter((item) => item.memberId === memberId);
}

export async function readyItems(memberId: string, now: number): Promise<StoredItem[]> {
  return (await itemsOf(memberId)).filter((item) => isReady(item, now));
}

export async function findItem(id: string): Promise<StoredItem | undefined> {
  return read((db) => db.getFromIndex('items', 'id', id));
}

/** Takes an item back before it left. Answers false when it is no longer here or has been tried. */
export async function withdrawItem(id: string): Promise<boolean> {
  return takeOut(id, (item) => item.attempts === 0);
}

async function takeOut(id: string, may: (item: StoredItem) => boolean): Promise<boolean> {
  return write(['items', 'walks'], async (tx) => {
    const item = await tx.objectStore('items').index('id').get(id);
    if (!item || !may(item)) return false;
    await tx.objectStore('items').delete(item.order!);
    // Its walk no longer waits for it.
    const walk = item.walkId ? await tx.objectStore('walks').get(item.walkId) : undefined;
    if (walk) await tx.objectStore('walks').put({ ...walk, items: walk.items - 1 });
    return true;
  });
}

/** Changes an item that is still here; used by the person's retry and the countdown's early end. */
export async function changeItem(id: string, change: Partial<StoredItem>): Promise<void> {
  await write(['items'], async (tx) => {
    const item = await tx.objectStore('items').index('id').get(id);
    if (item) await tx.objectStore('items').put({ ...item, ...change });
  });
}

/**
 * Marks that these are about to be sent, in the transaction that reads them: a cancelled item can no longer be
 * taken back silently from here on. Answers those that are still here and may go.
 */
export async function claimItems(batch: StoredItem[], now: number): Promise<StoredItem[]> {
  return write(['items'], async (tx) => {
    const claimed: StoredItem[] = [];
    for (const { order } of batch) {
      const item = await tx.objectStore('items').get(order!);
      if (!item || !isReady(item, now)) continue;
      const next = { ...item, attempts: item.attempts + 1 };
      await tx.objectStore('items').put(next);
      claimed.push(next);
    }
    return claimed;
  });
}

/** Does with each item what its receipt says; an item without a receipt, or with an unknown one, stays. */
export async function settle(batch: StoredItem[], results: SyncResult[], now: number): Promise<void> {
  const byId = new Map(results.map((result) => [result.id, result]));
  await write(['items', 'walks', 'receipts'], async (tx) => {
    const items = tx.objectStore('items');
    for (const { order } of batch) {
      const item = await items.get(order!);
      const result = item && byId.get(item.id);
      if (!item || !result) continue;
      if (result.status === 'applied' || result.status === 'duplicate') {
        await items.delete(item.order!);
        await countDelivered(tx, item);
      } else if ('pin' in item.body && (result.status === 'conflict' || result.status === 'rejected')) {
        await items.delete(item.order!); // a wrong number is typed anew, and never kept
      } else if (result.status === 'conflict' || result.status === 'rejected') {
        await items.put({ ...item, setAside: { status: result.status, problem: result.problem ?? null } });
      } else {
        // A call for help asks again at once; the rest gives the server time.
        const pause = item.urgent
          ? URGENT_RETRY_MS
          : Math.min(RETRY_CAP_MS, 1000 * 2 ** Math.min(item.attempts, 12));
        await items.put({ ...item, retryAt: now + pause });
      }
      if (item.urgent || isWord(item)) await keepReceipt(tx, result, now);
    }
  });
}

/** "I'm OK" from home: its receipt says which promise it kept. */
function isWord({ kind, body }: StoredItem): boolean {
  return kind === 'check_in' && (body as { context?: string }).context === 'home';
}

async function countDelivered(
  tx: Transaction<['items', 'walks', 'receipts']>,
  item: StoredItem,
): Promise<void> {
  const walk = item.walkId ? await tx.objectStore('walks').get(item.walkId) : undefined;
  if (walk) await tx.objectStore('walks').put({ ...walk, delivered: walk.delivered + 1 });
}

/** The receipt of a call for help or of a word from home may be taken by the worker while no page is open: the page finds it here. */
async function keepReceipt(
  tx: Transaction<['items', 'walks', 'receipts']>,
  result: SyncResult,
  at: number,
): Promise<void> {
  const receipts = tx.objectStore('receipts');
  await receipts.put({ id: result.id, result, at });
  const all = (await receipts.getAll()).toSorted((a, b) => b.at - a.at);
  for (const old of all.slice(RECEIPTS_KEPT)) await receipts.delete(old.id);
}

export async function receiptOf(id: string): Promise<SyncResult | null> {
  return (await read((db) => db.get('receipts', id)))?.result ?? null;
}

/** The server refused the whole request because of this one item. */
export async function setItemAside(item: StoredItem, problem: Problem | null): Promise<void> {
  await settle([item], [{ id: item.id, status: 'rejected', problem }], Date.now());
}

export async function removeItem(id: string): Promise<void> {
  await takeOut(id, () => true);
}

export interface Counts {
  pending: number;
  setAside: number;
  oldestAt: number | null;
  urgentWaiting: boolean;
  /** When the next waiting item may go (milliseconds), null when none waits. */
  nextAt: number | null;
}

export async function countItems(memberId: string): Promise<Counts> {
  const items = await itemsOf(memberId);
  const photos = (await read((db) => db.getAll('photos'))).filter((photo) => photo.memberId === memberId);
  const waiting = items.filter((item) => item.setAside === null);
  const photosWaiting = photos.filter((photo) => photo.state === 'waiting');
  const dueAt = [
    ...waiting.map((item) => Math.max(item.notBefore ?? 0, item.retryAt ?? 0)),
    ...photosWaiting.map((photo) => photo.retryAt ?? 0),
  ];
  const written = [...waiting.map((item) => item.recordedAt), ...photosWaiting.map((photo) => photo.addedAt)];
  return {
    pending: waiting.length + photosWaiting.length,
    setAside: items.length - waiting.length + photos.filter((photo) => photo.state === 'refused').length,
    oldestAt: written.length > 0 ? Math.min(...written) : null,
    urgentWaiting: waiting.some((item) => item.urgent),
    nextAt: dueAt.length > 0 ? Math.min(...dueAt) : null,
  };
}
