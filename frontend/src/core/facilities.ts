/** The lamps, bells, cameras and benches of the neighbourhood, also known without a network. */
import type { LatLon } from '../api/types';
import { announce } from './channel';
import { kept } from './kept';
import { enqueue } from './outbox';
import { withdrawItem } from './outbox-store';
import { walk } from './walk';
import { distanceM } from './walk-track';

export type FacilityKind = 'lamp' | 'bell' | 'cctv' | 'bench' | 'aed' | 'other';

export interface Facility {
  id: string;
  kind: FacilityKind;
  label: string;
  number: string | null;
  lat: number;
  lon: number;
  every_days: number;
  last_checked_at: string | null;
  last_working: boolean | null;
  next_due_at: string | null;
  due: boolean;
}

export interface FacilityCheck {
  facilityId: string;
  working: boolean;
  note?: string;
  photoIds?: string[];
}

/** So long a tap can be taken back before it may leave the phone. */
export const UNDO_MS = 6000;

export const allFacilities = kept<{ items: Facility[] }>('/api/facilities');

/** Without the server the last list, with the time it is from. */
export async function facilities(signal?: AbortSignal): Promise<{ items: Facility[]; at: number | null }> {
  const { data, at } = await allFacilities.read(signal);
  return { items: data.items, at };
}

/** "Is it working?" in one tap; answers the id to take it back by. Throws StorageError. */
export async function checkFacility({ facilityId, working, note, photoIds }: FacilityCheck): Promise<string> {
  const now = walk.value;
  const body = {
    facility_id: facilityId,
    working,
    ...(now?.phase === 'recording' ? { patrol_id: now.id } : {}),
    ...(note ? { note } : {}),
    ...(photoIds?.length ? { photo_ids: photoIds } : {}),
  };
  return enqueue('facility.check', body, { notBefore: Date.now() + UNDO_MS });
}

/** False when it has left already. */
export async function undoCheck(id: string): Promise<boolean> {
  const here = await withdrawItem(id);
  if (here) announce({ kind: 'outbox-changed' });
  return here;
}

/** With the distance in metres, nearest first. */
export function nearest<Item extends LatLon>(
  items: readonly Item[],
  place: LatLon,
): (Item & { metres: number })[] {
  return items
    .map((item) => ({ ...item, metres: distanceM(item, place) }))
    .toSorted((a, b) => a.metres - b.metres);
}
