/** What this phone has written and not yet delivered. */
import { signal, type Signal } from '@preact/signals';

import type { ItemBodies, ItemKind, Problem } from '../api/types';

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
  kind: ItemKind;
  recordedAt: number;
  body: ItemBodies[ItemKind];
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

export interface EnqueueOptions {
  id?: string;
  recordedAt?: number;
  /** Waits until then (milliseconds) before it may leave. */
  notBefore?: number;
}
/** Durable when the promise is kept; it is sent later by itself. Answers the item's id. */
export declare function enqueue<K extends ItemKind>(
  kind: K,
  body: ItemBodies[K],
  options?: EnqueueOptions,
): Promise<string>;
export declare function setAsideItems(): Promise<SetAsideItem[]>;
export declare function retryItem(id: string): Promise<void>;
export declare function discardItem(id: string): Promise<void>;
/** Everything still on this phone, as JSON, to hand to a person. */
export declare function exportItems(): Promise<Blob>;
