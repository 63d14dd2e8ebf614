/** Which waiting items go out together: pure, so that its rules can be tested alone. */
import type { StoredItem } from './db';

export const MAX_ITEMS = 500;
/** Well under the server's 1 MiB: a slow phone network carries this in a few seconds. */
export const AIM_BYTES = 200_000;

export interface WireItem {
  id: string;
  kind: string;
  recorded_at: string;
  body: unknown;
}

export function onTheWire(item: StoredItem): WireItem {
  return {
    id: item.id,
    kind: item.kind,
    recorded_at: new Date(item.recordedAt).toISOString(),
    body: item.body,
  };
}

/** The longest pause after a `retry`. */
export const RETRY_CAP_MS = 10 * 60_000;
/** The longest countdown, with room. */
const COUNTDOWN_CAP_MS = 60_000;

/** Has the time come? Further ahead than any wait of ours means that the phone's clock was set back. */
export function isDue(at: number | null, now: number, longestMs: number = RETRY_CAP_MS): boolean {
  return at === null || at <= now || at - now > longestMs;
}

/** May this item leave now? Countdowns, pauses after a `retry` and set-aside items hold it. */
export function isReady(item: StoredItem, now: number): boolean {
  return item.setAside === null && isDue(item.notBefore, now, COUNTDOWN_CAP_MS) && isDue(item.retryAt, now);
}

/** The first items, in the order of writing, that fit in one request; always at least one. */
export function nextBatch(ready: StoredItem[], limit = MAX_ITEMS, aimBytes = AIM_BYTES): StoredItem[] {
  const batch: StoredItem[] = [];
  let bytes = 0;
  for (const item of ready) {
    bytes += new TextEncoder().encode(JSON.stringify(onTheWire(item))).length + 1;
    if (batch.length > 0 && (batch.length >= limit || bytes > aimBytes)) break;
    batch.push(item);
  }
  return batch;
}

/** Half a batch each, to find the item that makes the server refuse the whole. */
export function halves<Item>(batch: Item[]): [Item[], Item[]] {
  const middle = Math.ceil(batch.length / 2);
  return [batch.slice(0, middle), batch.slice(middle)];
}

/** Milliseconds until the next try: doubling from 2 s, capped, and spread so that phones do not return together. */
export function backoffMs(failures: number, capMs: number, random: () => number = Math.random): number {
  const full = Math.min(capMs, 2000 * 2 ** Math.min(failures - 1, 12));
  return Math.round(full / 2 + (full / 2) * random());
}
