/** Photos that wait on this phone until the server has them. */
import { announce } from './channel';
import { read, StorageError, write } from './db';
import { identity } from './identity';
import { newId } from './ids';
import { flush } from './sync';

const MAX_BYTES = 10 * 1024 * 1024;
const MAX_SIDE_PX = 1920;
const JPEG_QUALITY = 0.85;
const SENT_AS_IS = ['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/heif'];

export type PhotoProblem = 'too-large' | 'not-a-photo' | 'storage-full' | 'not-signed-in';
export class PhotoError extends Error {
  constructor(readonly reason: PhotoProblem) {
    super(reason);
    this.name = 'PhotoError';
  }
}

/** Makes it smaller, drops its EXIF data, keeps it; throws PhotoError. */
export async function addPhoto(file: Blob): Promise<string> {
  const who = await identity();
  if (!who) throw new PhotoError('not-signed-in');
  const photo = await smaller(file);
  if (photo.size > MAX_BYTES) throw new PhotoError('too-large');
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

/** Redrawn at most 1920 px wide or high, upright, as JPEG; as it is when this browser cannot read it (HEIC). */
async function smaller(file: Blob): Promise<Blob> {
  let picture: ImageBitmap | null = null;
  try {
    picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, MAX_SIDE_PX / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const jpeg = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', JPEG_QUALITY));
    if (jpeg && jpeg.type === 'image/jpeg') return jpeg;
  } catch {
    // Not readable here; the server may still be able to.
  } finally {
    picture?.close();
  }
  if (!SENT_AS_IS.includes(file.type)) throw new PhotoError('not-a-photo');
  return file;
}

/** An object URL for a photo that is still here; revoke it after use. */
export async function photoUrl(id: string): Promise<string | null> {
  const photo = await read((db) => db.get('photos', id));
  return photo ? URL.createObjectURL(new Blob([photo.bytes], { type: photo.type })) : null;
}

/** Sends a photo that no item of the outbox names, such as a dog's. */
export async function keepPhoto(id: string): Promise<void> {
  await write(['photos'], async (tx) => {
    const photo = await tx.objectStore('photos').get(id);
    if (photo) await tx.objectStore('photos').put({ ...photo, state: 'waiting' });
  });
  announce({ kind: 'outbox-changed' });
  void flush('manual');
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
