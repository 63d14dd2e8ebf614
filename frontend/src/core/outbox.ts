/** What this phone has written and not yet delivered. */
import { signal, type Signal } from '@preact/signals';

import type { ItemBodies, ItemKind, Problem } from '../api/types';
import { announce, onNotice } from './channel';
import type { StoredItem } from './db';
import { identity } from './identity';
import { newItem, type ItemOptions } from './outbox-item';
import { addItem, countItems } from './outbox-store';

export { NotSignedInError } from './outbox-item';

export interface OutboxState {
  pending: number;
  setAside: number;
  sending: { done: number; total: number } | null;
  /** When the oldest waiting item was written (milliseconds). */
  oldestAt: number | null;
  /** Why nothing goes out, when it has failed several times or needs the person. */
  problem: OutboxProblem | null;
}
export interface OutboxProblem {
  reason: 'unreachable' | 'server-trouble' | 'sign-in' | 'storage-full' | 'other-app-version';
  since: number;
  failures: number;
  detail: string | null;
}
export interface SetAsideItem {
  id: string;
  /** A photo can be refused too; it has no body. */
  kind: ItemKind | 'photo';
  recordedAt: number;
  body: ItemBodies[ItemKind] | null;
  status: 'conflict' | 'rejected';
  problem: Problem | null;
}

export const outbox: Signal<OutboxState> = signal({
  pending: 0,
  setAside: 0,
  sending: null,
  oldestAt: null,
  problem: null,
});

const enqueueListeners = new Set<(item: Omit<StoredItem, 'order'>) => void>();
/** Called after each durable item; the sync listens here. */
export function onEnqueued(listener: (item: Omit<StoredItem, 'order'>) => void): () => void {
  enqueueListeners.add(listener);
  return () => void enqueueListeners.delete(listener);
}

/** Durable when the promise is kept; it is sent later by itself. Answers the item's id. Throws StorageError. */
export async function enqueue<K extends ItemKind>(
  kind: K,
  body: ItemBodies[K],
  options: ItemOptions = {},
): Promise<string> {
  const item = await newItem(kind, body, options);
  await addItem(item);
  enqueued(item);
  return item.id;
}

/** To be called after an item was written together with something else. */
export function enqueued(item: Omit<StoredItem, 'order'>): void {
  announce({ kind: 'outbox-changed' });
  for (const listener of enqueueListeners) listener(item);
}

const aside = () => import('./set-aside');

export async function setAsideItems(): Promise<SetAsideItem[]> {
  return (await aside()).setAsideItems();
}

export async function retryItem(id: string): Promise<void> {
  const item = await (await aside()).retryItem(id);
  if (item) enqueued(item);
}

/** Gone for good; only ever by the person's own choice. */
export async function discardItem(id: string): Promise<void> {
  await (await aside()).discardItem(id);
}

/** Everything of this person still on this phone, as JSON, to hand to somebody. */
export async function exportItems(): Promise<Blob> {
  return (await aside()).exportItems();
}

/** Counts again what lies here; several tabs and the worker change it. */
export async function recount(): Promise<void> {
  const who = await identity();
  const counts = who ? await countItems(who.memberId) : { pending: 0, setAside: 0, oldestAt: null };
  const { pending, setAside, oldestAt } = counts;
  outbox.value = { ...outbox.value, pending, setAside, oldestAt };
}

/** Keeps the numbers true while the page is open. */
export function watchOutbox(): () => void {
  let counting: Promise<void> | null = null;
  let again = false;
  const count = () => {
    again = counting !== null;
    counting ??= recount()
      .catch(() => {}) // storage is told about where something was to be written
      .finally(() => {
        counting = null;
        if (again) count();
      });
  };
  count();
  return onNotice((notice) => {
    if (notice.kind === 'sending') {
      const { done, total } = notice;
      outbox.value = { ...outbox.value, sending: total > 0 ? { done, total } : null };
    } else if (notice.kind !== 'receipts') count();
  });
}

export function tellProblem(problem: OutboxProblem | null): void {
  outbox.value = { ...outbox.value, problem };
}
