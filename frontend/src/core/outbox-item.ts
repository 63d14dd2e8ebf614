/** One act as it is written down on the phone; made in the page and in the service worker. */
import type { ItemBodies, ItemKind } from '../api/types';
import type { StoredItem } from './db';
import { identity } from './identity';
import { newId } from './ids';

/** Nobody is signed in on this phone: there is no one to keep it for. */
export class NotSignedInError extends Error {
  override name = 'NotSignedInError';
}

export interface ItemOptions {
  id?: string;
  recordedAt?: number;
  /** Waits until then (milliseconds) before it may leave. */
  notBefore?: number;
  urgent?: boolean;
  walkId?: string;
}

/** The item as it will lie on the phone, not yet written. */
export async function newItem<K extends ItemKind>(
  kind: K,
  body: ItemBodies[K],
  options: ItemOptions = {},
): Promise<Omit<StoredItem, 'order'>> {
  const who = await identity();
  if (!who) throw new NotSignedInError('nobody is signed in on this phone');
  return {
    id: options.id ?? newId(),
    memberId: who.memberId,
    kind,
    body,
    recordedAt: options.recordedAt ?? Date.now(),
    urgent: options.urgent ?? isUrgent(kind, body),
    notBefore: options.notBefore ?? null,
    walkId: options.walkId ?? (body as { patrol_id?: string }).patrol_id ?? null,
    photoIds: (body as { photo_ids?: string[] }).photo_ids ?? [],
    attempts: 0,
    retryAt: null,
    setAside: null,
  };
}

/** Calls for help, their all-clear, and answers to one: people wait for these. */
function isUrgent<K extends ItemKind>(kind: K, body: ItemBodies[K]): boolean {
  if (kind === 'check_in.cancel' || kind === 'alert.respond') return true;
  if (kind !== 'check_in') return false;
  const said = body as ItemBodies['check_in'];
  // The server reads a concern from home that names no urgency as urgent; so do we.
  const urgency = said.urgency ?? (said.context === 'home' ? 'urgent' : 'report');
  return said.status === 'concern' && urgency === 'urgent';
}
