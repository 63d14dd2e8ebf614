/** A call for help as it goes over the wire. */
import type { Category, ItemBodies } from '../api/types';
import type { ConcernDetails } from './concern';
import type { Position } from './position';

export function bodyOf(category: Category, details: ConcernDetails): ItemBodies['check_in'] {
  const { note, position, patrolId, photoIds } = details;
  return {
    status: 'concern',
    context: details.context ?? (patrolId ? 'walk' : 'home'),
    category,
    urgency: 'urgent',
    ...(note ? { note } : {}),
    ...(patrolId ? { patrol_id: patrolId } : {}),
    ...(photoIds?.length ? { photo_ids: photoIds } : {}),
    ...(position ? onTheWire(position) : {}),
  };
}

/** A place as the server reads it; metres are whole. */
export function onTheWire({ lat, lon, accuracyM }: Position) {
  return { lat, lon, accuracy_m: Math.round(accuracyM) };
}
