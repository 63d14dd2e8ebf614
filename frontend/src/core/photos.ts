/** Photos that wait on this phone until the server has them. */
import { call } from '../api/client';
import { announce } from './channel';
import { read, StorageError, write } from './db';
import { identity } from './identity';
import { newId } from './ids';

/** What the server takes. */
const MAX_BYTES = 10 * 1024 * 1024;
/** A larger file is refused as it is chosen: unpacking it could end the page, and with it the walk. */
export const MOST_CHOSEN_BYTES = 64 * 1024 * 1024;
const MAX_SIDE_PX = 2048;
const JPEG_QUALITIES = [0.85, 0.7];
const HEIF_BRANDS = ['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1'];

export type PhotoProblem = 'too-large' | 'not-a-photo' | 'storage-full' | 'not-signed-in';
export class PhotoError extends Error {
  /** `bytes`: how large the file was. */
  constructor(
    readonly reason: PhotoProblem,
    readonly bytes = 0,
  ) {
    super(reason);
    this.name = 'PhotoError';
  }
}

/** Makes it smaller, drops its EXIF data, keeps it; throws PhotoError. */
export async function addPhoto(file: Blob): Promise<string> {
  const who = await identity();
  if (!who) throw new PhotoError('not-signed-in');
  if (file.size > MOST_CHOSEN_BYTES) throw new PhotoError('too-large', file.size);
  const photo = await smaller(file);
  if (photo.size > MAX_BYTES) throw new PhotoError('too-large', file.size);
  const id = newId();
  const bytes = await photo.arrayBuffer();
  const kept = {
    id,
    memberId: who.memberId,
    bytes,
    type: photo.type,
    addedAt: Date.now(),
    state: 'draft' as const,
    attempts: 0,
    retryAt: null,
    problem: null,
  };
  try {
    await write(['photos'], (tx) => tx.objectStore('photos').put(kept));
  } catch (error) {
    if (error instanceof StorageError) throw new PhotoError('storage-full');
    throw error;
  }
  return id;
}

/** Redrawn at most 2048 px wide or high, upright, as JPEG; as it is when this browser cannot read it (HEIC). */
async function smaller(file: Blob): Promise<Blob> {
  const type = await sniffed(file);
  let picture: ImageBitmap | null = null;
  try {
    picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, MAX_SIDE_PX / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height);
    for (const quality of JPEG_QUALITIES) {
      const jpeg = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality));
      if (jpeg?.type === 'image/jpeg' && jpeg.size <= MAX_BYTES) return jpeg;
    }
  } catch {
    // Not readable here; the server may still be able to.
  } finally {
    picture?.close();
  }
  if (!type) throw new PhotoError('not-a-photo', file.size);
  return file.type === type ? file : file.slice(0, file.size, type);
}

/** What it is by its first bytes, whatever its name says; null for anything the server would not take. */
async function sniffed(file: Blob): Promise<string | null> {
  const head = new Uint8Array(await file.slice(0, 12).arrayBuffer());
  const text = String.fromCharCode(...head);
  if (text.startsWith('\u00ff\u00d8\u00ff')) return 'image/jpeg';
  if (text.startsWith('\u0089PNG\r\n\u001a\n')) return 'image/png';
  if (text.startsWith('RIFF') && text.slice(8) === 'WEBP') return 'image/webp';
  return text.slice(4, 8) === 'ftyp' && HEIF_BRANDS.includes(text.slice(8)) ? 'image/heic' : null;
}

/** An object URL for a photo that is still here; revoke it after use. */
export async function photoUrl(id: string): Promise<string | null> {
  const photo = await read((db) => db.get('photos', id));
  return photo ? URL.createObjectURL(new Blob([photo.bytes], { type: photo.type })) : null;
}

/** Uploads a photo now that no item of the outbox names, such as a dog's; throws ApiError and keeps it then. */
export async function sendPhoto(id: string): Promise<void> {
  const photo = await read((db) => db.get('photos', id));
  if (!photo) return;
  const raw = new Blob([photo.bytes], { type: photo.type });
  await call('PUT', `/api/photos/${id}`, { raw, timeoutS: 120 });
  await write(['photos'], (tx) => tx.objectStore('photos').delete(id));
}

/** Takes a photo out of a report that is still being written. */
export async function removePhoto(id: string): Promise<void> {
  await write(['photos'], async (tx) => {
    const photo = await tx.objectStore('photos').get(id);
    if (photo?.state === 'draft') await tx.objectStore('photos').delete(id);
  });
}

/** Gone for good, whatever its state. */
export async function discardPhoto(id: string): Promise<void> {
  await write(['photos'], (tx) => tx.objectStore('photos').delete(id));
  announce({ kind: 'outbox-changed' });
}
