/** What was tapped on this visit, and taking it back. */
import { signal, type Signal } from '@preact/signals';

import { checkFacility, undoCheck, UNDO_MS } from '../../core/facilities';
import { sessionState } from '../../core/session';
import { tm } from '../../locales/more';
import { announce } from '../../ui/live';

export interface Tapped {
  /** The check's id; null while it is being written. */
  id: string | null;
  working: boolean;
  /** It may still be taken back. */
  open: boolean;
  /** Milliseconds. */
  at: number;
}
export type Trouble = 'failed' | 'too-late';

export const tapped: Signal<ReadonlyMap<string, Tapped>> = signal(new Map());
export const trouble: Signal<{ facilityId: string; why: Trouble } | null> = signal(null);

sessionState.subscribe((state) => {
  if (state === 'out') tapped.value = new Map();
});

function put(facilityId: string, next: Tapped | null): void {
  const all = new Map(tapped.value);
  if (next) all.set(facilityId, next);
  else all.delete(facilityId);
  tapped.value = all;
}

/** One tap: written on the phone at once, sent a few seconds later. */
export async function tap(facilityId: string, working: boolean): Promise<void> {
  if (tapped.value.get(facilityId)?.open) return;
  const at = Date.now();
  trouble.value = null;
  put(facilityId, { id: null, working, open: true, at });
  navigator.vibrate?.(40);
  try {
    const id = await checkFacility({ facilityId, working });
    put(facilityId, { id, working, open: true, at });
    announce(tm(working ? 'fac.noteWorks' : 'fac.noteBroken'));
    setTimeout(() => close(facilityId, id), UNDO_MS);
  } catch {
    put(facilityId, null);
    trouble.value = { facilityId, why: 'failed' };
  }
}

function close(facilityId: string, id: string): void {
  const now = tapped.value.get(facilityId);
  if (now?.id === id) put(facilityId, { ...now, open: false });
}

export async function takeBack(facilityId: string): Promise<void> {
  const now = tapped.value.get(facilityId);
  if (!now?.id) return;
  const gone = await undoCheck(now.id).catch(() => false);
  if (gone) {
    put(facilityId, null);
    announce(tm('fac.undone'));
    return;
  }
  put(facilityId, { ...now, open: false });
  trouble.value = { facilityId, why: 'too-late' };
}

/** Lets somebody tap again. */
export function again(facilityId: string): void {
  put(facilityId, null);
}
