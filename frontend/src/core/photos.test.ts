import { beforeEach, describe, expect, it, vi } from 'vitest';

import { newPhone } from './testing/phone';

const MEGABYTE = 1024 * 1024;
const JPEG = [0xff, 0xd8, 0xff, 0xe0];
let decodes = 0;
let drawn: { width: number; height: number }[];

/** A browser that reads JPEG, and draws it in so many bytes. */
function browser(size: { width: number; height: number } | null, jpegBytes = 400_000): void {
  vi.stubGlobal('createImageBitmap', async () => {
    decodes += 1;
    if (!size) throw new DOMException('cannot be read', 'InvalidStateError');
    return { ...size, close() {} };
  });
  const canvas = () => {
    const made = {
      width: 0,
      height: 0,
      getContext: () => ({ drawImage() {} }),
      toBlob(done: (blob: Blob) => void, type: string) {
        drawn.push({ width: made.width, height: made.height });
        done(new Blob([new Uint8Array(jpegBytes)], { type }));
      },
    };
    return made;
  };
  vi.stubGlobal('document', { createElement: canvas });
}
const file = (bytes: number, head: number[] = JPEG, type = 'image/jpeg') =>
  new Blob([new Uint8Array(head), new Uint8Array(bytes - head.length)], { type });
const add = async (blob: Blob) => (await import('./photos')).addPhoto(blob);

beforeEach(async () => {
  decodes = 0;
  drawn = [];
  await newPhone();
});

describe('a photo', () => {
  it('of 200 MB is refused as it is chosen, before anything reads it', async () => {
    browser({ width: 4000, height: 3000 });
    const huge = { size: 200 * MEGABYTE, type: 'image/jpeg' } as Blob;
    await expect(add(huge)).rejects.toMatchObject({ reason: 'too-large', bytes: 200 * MEGABYTE });
    expect(decodes).toBe(0);
  });

  it('of 12 MiB is made small enough on the phone', async () => {
    browser({ width: 9000, height: 3000 });
    await add(file(12 * MEGABYTE));
    expect(drawn).toEqual([{ width: 2048, height: 683 }]);
  });

  it('of 12 MiB that this browser cannot make smaller is refused with its size', async () => {
    browser(null);
    const heic = file(12 * MEGABYTE, [0, 0, 0, 24, ...new TextEncoder().encode('ftypheic')], 'image/heic');
    await expect(add(heic)).rejects.toMatchObject({ reason: 'too-large', bytes: 12 * MEGABYTE });
  });

  it('that this browser cannot read goes as it is, under what it really is', async () => {
    browser(null);
    const id = await add(file(1000, [0, 0, 0, 24, ...new TextEncoder().encode('ftypmif1')], ''));
    const { read } = await import('./db');
    expect((await read((db) => db.get('photos', id)))?.type).toBe('image/heic');
  });

  it('is one by its bytes, not by its name', async () => {
    await expect(add(new Blob(['hello'], { type: 'text/plain' }))).rejects.toMatchObject({
      reason: 'not-a-photo',
    });
    browser(null);
    const text = new Blob(['<svg onload="x">……'], { type: 'image/jpeg' });
    await expect(add(text)).rejects.toMatchObject({ reason: 'not-a-photo' });
  });

  it('of a dog is sent by itself and stays when that fails', async () => {
    browser({ width: 100, height: 100 });
    const id = await add(file(1000));
    const { sendPhoto } = await import('./photos');
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')));
    await expect(sendPhoto(id)).rejects.toMatchObject({ status: null });
    vi.stubGlobal('fetch', async () => Response.json({ id }));
    await sendPhoto(id);
    const { read } = await import('./db');
    expect(await read((db) => db.count('photos'))).toBe(0);
  });
});
