/** "I'm OK": one tap, written on this phone first, and what became of it. */
import { signal, type Signal } from '@preact/signals';

import { call } from '../../api/client';
import type { CheckIn, Page, SyncResult } from '../../api/types';
import { enqueue } from '../../core/outbox';
import { receiptOf } from '../../core/outbox-store';
import { readPref, writePref } from '../../core/prefs';
import { refreshMe, sessionState } from '../../core/session';
import { onReceipt } from '../../core/sync';
import { persistStorage } from '../../core/vitals';

export interface Safe {
  id: string;
  /** Milliseconds. */
  at: number;
  phase: 'saving' | 'saved' | 'sent' | 'failed';
  /** The server's own word: also which promise it was for. */
  receipt?: SyncResult | null;
}

const DAY_MS = 86_400_000;
/** The latest tap of the last day, also after a reload. */
export const safe: Signal<Safe | null> = signal(remembered());

function remembered(): Safe | null {
  const [id, at, phase] = (readPref('last-safe') ?? '').split(' ');
  if (!id || !at || (phase !== 'saved' && phase !== 'sent')) return null;
  return Date.now() - Number(at) < DAY_MS ? { id, at: Number(at), phase } : null;
}

function show(next: Safe): void {
  safe.value = next;
  if (next.phase === 'saved' || next.phase === 'sent')
    writePref('last-safe', `${next.id} ${next.at} ${next.phase}`);
}

function received(id: string, receipt: SyncResult | null): void {
  const known = safe.value;
  if (known?.id !== id || (receipt?.status !== 'applied' && receipt?.status !== 'duplicate')) return;
  show({ ...known, phase: 'sent', receipt });
}

onReceipt((id, receipt) => {
  received(id, receipt);
  // What is promised next is another one now.
  if (safe.value?.id === id) refreshMe().catch(() => {});
});

// What a tap came to stands on this phone, also when no page was open to hear it.
if (safe.value) {
  const { id } = safe.value;
  void receiptOf(id).then(
    (receipt) => received(id, receipt),
    () => {}, // no storage: the next receipt tells
  );
}

// Another person may sign in on this phone: their day is their own.
sessionState.subscribe((state) => {
  if (state !== 'out') return;
  safe.value = null;
  writePref('last-safe', '');
});

export async function saySafe(): Promise<void> {
  if (safe.value?.phase === 'saving') return;
  const at = Date.now();
  safe.value = { id: '', at, phase: 'saving' };
  try {
    const id = await enqueue('check_in', { status: 'safe', context: 'home' });
    // The receipt may have come while the promise was on its way.
    if (safe.value.phase === 'saving') show({ id, at, phase: 'saved' });
    void persistStorage();
  } catch {
    safe.value = { id: '', at, phase: 'failed' };
  }
}

/** Whether two moments lie on the same day here. */
export function sameDay(one: number, other: number): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString();
}

/** For each of the last seven days, oldest first: was there a safe check-in? */
export async function litDays(abort: AbortSignal): Promise<boolean[]> {
  const page = await call<Page<CheckIn>>('GET', '/api/check-ins', { query: { limit: 50 }, signal: abort });
  const days = new Set(
    page.items
      .filter((item) => item.status === 'safe')
      .map((item) => new Date(item.recorded_at).toDateString()),
  );
  return Array.from({ length: 7 }, (_, day) =>
    days.has(new Date(Date.now() - (6 - day) * DAY_MS).toDateString()),
  );
}
