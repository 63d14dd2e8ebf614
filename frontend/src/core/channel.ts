/** What tabs and the service worker tell each other: that something changed, never what it says. */
import type { SyncResult } from '../api/types';

export type Notice =
  | { kind: 'outbox-changed' }
  | { kind: 'receipts'; receipts: { id: string; result: SyncResult }[] }
  | { kind: 'session-changed' }
  /** A push came in; what it was about may have changed. */
  | { kind: 'push'; push: string; alertId: string | null }
  /** Nothing is being sent any more when `total` is 0. */
  | { kind: 'sending'; done: number; total: number };

const NAME = 'modu';
type Listener = (notice: Notice) => void;
const listeners = new Set<Listener>();
let channel: BroadcastChannel | null = null;

function open(): BroadcastChannel | null {
  if (!channel && 'BroadcastChannel' in globalThis) {
    channel = new BroadcastChannel(NAME);
    // At build time and in tests a listening channel would keep the process alive.
    (channel as { unref?: () => void }).unref?.();
    channel.addEventListener('message', (event: MessageEvent<Notice>) => {
      for (const listener of listeners) listener(event.data);
    });
  }
  return channel;
}

/** Tells everybody, ourselves included. */
export function announce(notice: Notice): void {
  for (const listener of listeners) listener(notice);
  open()?.postMessage(notice);
}

export function onNotice(listener: Listener): () => void {
  open();
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
