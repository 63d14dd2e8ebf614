/** My promises to check in: what the server says of them, what this phone has still to tell it, and telling it. */
import type { ItemBodies, ItemKind, Page, Problem, SyncResult } from '../api/types';
import type { Plan, PromiseDecided } from '../api/promises';
import { call } from '../api/client';
import type { StoredItem } from './db';
import { identity } from './identity';
import { kept } from './kept';
import { discardItem, enqueue } from './outbox';
import { itemsOf } from './outbox-store';
import { refreshMe } from './session';
import { onReceipt, reachability } from './sync';

/** Kept on this phone with the rest of what is mine. */
export const myPlans = kept<Page<Plan>>('/api/plans');

export function readHistory(cursor: string | null, signal: AbortSignal): Promise<Page<PromiseDecided>> {
  return call<Page<PromiseDecided>>('GET', '/api/plans/history', { query: { cursor, limit: 20 }, signal });
}

export type PlanKind = Extract<ItemKind, `plan.${string}`>;
export type PlanItem = { [K in PlanKind]: { id: string; kind: K; body: ItemBodies[K] } }[PlanKind] & {
  /** Why the server refused it; null while it waits. */
  refused: Problem | 'unknown' | null;
};

/** What was said about promises on this phone and has not arrived, in the order in which it was said. */
export async function waitingItems(): Promise<PlanItem[]> {
  const who = await identity();
  if (!who) return [];
  return (await itemsOf(who.memberId))
    .filter(isOfPlans)
    .map(
      ({ id, kind, body, setAside }) =>
        ({ id, kind, body, refused: setAside && (setAside.problem ?? 'unknown') }) as PlanItem,
    );
}

function isOfPlans(item: StoredItem): boolean {
  return item.kind.startsWith('plan.');
}

/** `sent`: the server has it. `saved`: it lies on this phone and goes out by itself. `refused`: it does not hold, and lies nowhere. */
export type Told = { state: 'sent' } | { state: 'saved' } | { state: 'refused'; problem: Problem | null };

/** So long an answer is waited for before the person goes on. */
const PATIENCE_MS = 8000;
const LOOK_MS = 300;

/** Written on this phone first, then sent; what the server says of it within a moment. Throws StorageError. */
export async function tell<K extends PlanKind>(kind: K, body: ItemBodies[K]): Promise<Told> {
  const receipts = new Map<string, SyncResult>();
  const stop = onReceipt((id, result) => receipts.set(id, result));
  try {
    const id = await enqueue(kind, body);
    const result = await answerTo(id, receipts);
    if (!result || result.status === 'retry') return { state: 'saved' };
    void myPlans.refresh();
    void refreshMe().catch(() => {}); // what is shown follows with the next look
    if (result.status === 'applied' || result.status === 'duplicate') return { state: 'sent' };
    // The form still holds what was typed: nothing of it has to lie in the outbox.
    await discardItem(id);
    return { state: 'refused', problem: result.problem ?? null };
  } finally {
    stop();
  }
}

async function answerTo(id: string, receipts: Map<string, SyncResult>): Promise<SyncResult | undefined> {
  for (let waited = 0; waited < PATIENCE_MS && !receipts.has(id); waited += LOOK_MS) {
    await new Promise((later) => setTimeout(later, LOOK_MS));
    if (reachability.value === 'unreachable' && waited > LOOK_MS * 3) break;
  }
  return receipts.get(id);
}
