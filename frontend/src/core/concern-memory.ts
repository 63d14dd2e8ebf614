/** A call for help that the phone could not keep (storage full or forbidden): sent straight from the page. */
import type { SyncResult } from '../api/types';
import type { StoredItem } from './db';
import { identity } from './identity';
import { postBatch } from './wire';

const AGAIN_MS = 3000;

let held: Omit<StoredItem, 'order'> | null = null;
let sending = false;

export function holdInMemory(item: Omit<StoredItem, 'order'>): void {
  held = item;
  sending = false;
}

/** Takes it back; false when it is not here or may have left. */
export function releaseFromMemory(id: string): boolean {
  if (held?.id !== id || sending) return false;
  held = null;
  return true;
}

/** Tries until the server's receipt comes or the page ends. */
export async function sendFromMemory(done: (result: SyncResult) => void): Promise<void> {
  const item = held;
  if (!item || sending) return;
  sending = true;
  while (held === item) {
    const who = await identity().catch(() => null);
    const outcome = await postBatch(who?.deviceId ?? item.memberId, [item], true);
    const result = outcome.kind === 'receipts' ? outcome.results.find(({ id }) => id === item.id) : undefined;
    if (result && result.status !== 'retry') {
      held = null;
      done(result);
      return;
    }
    await new Promise((later) => setTimeout(later, AGAIN_MS));
  }
}
