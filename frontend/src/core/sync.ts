/** When the outbox is emptied, and whether the server can be reached. */
import { signal, type Signal } from '@preact/signals';

import type { SyncResult } from '../api/types';

export type FlushReason = 'start' | 'online' | 'visible' | 'manual' | 'new-item' | 'urgent' | 'timer';

/** From the content of the server's answers only, never from `navigator.onLine`. */
export const reachability: Signal<'unknown' | 'reached' | 'unreachable'> = signal('unknown');

export declare function startSync(): void;
export declare function flush(reason: FlushReason): Promise<void>;
/** Called with the server's own receipt of each item; answers how to stop. */
export declare function onReceipt(listener: (itemId: string, result: SyncResult) => void): () => void;
