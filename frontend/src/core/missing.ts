/** Whom to look out for while walking. Kept in this page only: what is written of somebody missing lies on no phone. */
import { signal, type Signal } from '@preact/signals';

import { call } from '../api/client';
import type { Page } from '../api/types';
import { onNotice } from './channel';
import { enqueue } from './outbox';
import { currentPosition } from './position';
import { walk } from './walk';

/** Where the walk was last is good enough so long: about 150 m on foot. */
const WALKED_MS = 120_000;

export interface MissingCall {
  id: string;
  state: 'open' | 'found' | 'over';
  /** Null once it is over. */
  words: string | null;
  seen_near: string | null;
  last_seen_at: string | null;
  opened_at: string;
  expires_at: string;
  seen: boolean;
  my_sightings: number;
}

/** What the server said last in this visit; null before. */
export const missing: Signal<readonly MissingCall[] | null> = signal(null);

/** A call for eyes that expired meanwhile is none any more, also without a network. */
export function isOpen(one: MissingCall, now = Date.now()): boolean {
  return one.state === 'open' && Date.parse(one.expires_at) > now;
}

/** Throws ApiError; what was known stays then. */
export async function askMissing(abort?: AbortSignal): Promise<readonly MissingCall[]> {
  const page = await call<Page<MissingCall>>('GET', '/api/missing', abort ? { signal: abort } : {});
  missing.value = page.items;
  return page.items;
}

/** The walk is over, or somebody else holds the phone: nothing of it stays. */
export function forgetMissing(): void {
  missing.value = null;
}

onNotice((notice) => {
  if (notice.kind === 'session-changed') forgetMissing();
});

/** Tells the desk that it was opened. Throws ApiError. */
export async function markSeen(id: string): Promise<void> {
  await call('POST', `/api/missing/${encodeURIComponent(id)}/seen`);
}

export interface Told {
  itemId: string;
  withPlace: boolean;
}

/** Seen, here and now; written on this phone first. Throws StorageError. */
export async function sayISaw(
  id: string,
  { note, withPlace }: { note: string; withPlace: boolean },
): Promise<Told> {
  const seenAt = Date.now();
  const at = withPlace ? ((await currentPosition(5000)) ?? lastOfWalk(seenAt)) : null;
  const itemId = await enqueue('missing.sighting', {
    missing_id: id,
    seen_at: new Date(seenAt).toISOString(),
    ...(note && { note }),
    ...(at && { lat: at.lat, lon: at.lon, accuracy_m: Math.round(at.accuracyM) }),
  });
  return { itemId, withPlace: at !== null };
}

/** A phone that does not say where it is now said it a moment ago, on the walk. */
function lastOfWalk(now: number): { lat: number; lon: number; accuracyM: number } | null {
  const last = walk.value?.lastFix ?? null;
  return last !== null && now - last.t <= WALKED_MS ? last : null;
}
