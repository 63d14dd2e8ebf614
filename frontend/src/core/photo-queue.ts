/** Bringing photos to the server; runs in the page and in the service worker. */
import { ApiError, call } from '../api/client';
import type { Problem } from '../api/types';
import { backoffMs, RETRY_CAP_MS } from './batch';
import { read, write, type StoredPhoto } from './db';

export type PhotoOutcome = 'delivered' | 'refused' | 'unreachable' | 'sign-in' | 'trouble';

/** A photo nobody sent within a day was abandoned with its report. */
const DRAFT_KEPT_MS = 24 * 3600_000;
/** What says that this photo will never be accepted. */
const HOPELESS = [400, 403, 404, 409, 410, 413, 415, 422];

export async function waitingPhotos(memberId: string): Promise<StoredPhoto[]> {
  const all = await read((db) => db.getAll('photos'));
  return all
    .filter((photo) => photo.memberId === memberId && photo.state === 'waiting')
    .toSorted((a, b) => a.addedAt - b.addedAt);
}

export async function uploadPhoto(photo: StoredPhoto): Promise<PhotoOutcome> {
  try {
    const raw = new Blob([photo.bytes], { type: photo.type });
    await call('PUT', `/api/photos/${photo.id}`, { raw, timeoutS: 120 });
    await write(['photos'], (tx) => tx.objectStore('photos').delete(photo.id));
    return 'delivered';
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 401) return 'sign-in';
    if (error.status !== null && HOPELESS.includes(error.status)) {
      await changePhoto(photo.id, { state: 'refused', problem: error.problem ?? unnamed(error.status) });
      return 'refused';
    }
    const attempts = photo.attempts + 1;
    await changePhoto(photo.id, { attempts, retryAt: Date.now() + backoffMs(attempts, RETRY_CAP_MS) });
    return error.status === null ? 'unreachable' : 'trouble';
  }
}

export async function changePhoto(id: string, change: Partial<StoredPhoto>): Promise<void> {
  await write(['photos'], async (tx) => {
    const photo = await tx.objectStore('photos').get(id);
    if (photo) await tx.objectStore('photos').put({ ...photo, ...change });
  });
}

export async function forgetOldDrafts(now: number = Date.now()): Promise<void> {
  await write(['photos'], async (tx) => {
    for (const photo of await tx.objectStore('photos').getAll()) {
      if (photo.state === 'draft' && now - photo.addedAt > DRAFT_KEPT_MS)
        await tx.objectStore('photos').delete(photo.id);
    }
  });
}

function unnamed(status: number): Problem {
  return { type: 'about:blank', title: 'refused', status, detail: '' };
}
