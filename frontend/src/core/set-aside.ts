/** What the server refused: shown, tried again, handed over or thrown away by the person. */
import { announce } from './channel';
import { read, type StoredItem } from './db';
import { identity } from './identity';
import type { SetAsideItem } from './outbox';
import { changeItem, findItem, itemsOf, removeItem } from './outbox-store';
import { changePhoto } from './photo-queue';
import { discardPhoto } from './photos';

export async function setAsideItems(): Promise<SetAsideItem[]> {
  const who = await identity();
  if (!who) return [];
  const items = (await itemsOf(who.memberId))
    .filter((item) => item.setAside !== null)
    .map(({ id, kind, recordedAt, body, setAside }) => ({ id, kind, recordedAt, body, ...setAside! }));
  const photos = (await read((db) => db.getAll('photos')))
    .filter((photo) => photo.memberId === who.memberId && photo.state === 'refused')
    .map(({ id, addedAt, problem }) => ({
      id,
      kind: 'photo' as const,
      recordedAt: addedAt,
      body: null,
      status: 'rejected' as const,
      problem,
    }));
  return [...items, ...photos].toSorted((a, b) => a.recordedAt - b.recordedAt);
}

/** Lets it go out again. Answers the item, null for a photo. */
export async function retryItem(id: string): Promise<StoredItem | null> {
  await changeItem(id, { setAside: null, retryAt: null });
  await changePhoto(id, { state: 'waiting', problem: null, retryAt: null });
  announce({ kind: 'outbox-changed' });
  return (await findItem(id)) ?? null;
}

/** Gone for good; only ever by the person's own choice. */
export async function discardItem(id: string): Promise<void> {
  await removeItem(id);
  await discardPhoto(id);
  announce({ kind: 'outbox-changed' });
}

/** Everything of this person still on this phone, as JSON, to hand to somebody. */
export async function exportItems(): Promise<Blob> {
  const items = (await allItems()).map(({ id, kind, recordedAt, body, setAside }) => ({
    id,
    kind,
    recorded_at: new Date(recordedAt).toISOString(),
    body: withoutPin(body),
    ...(setAside ? { set_aside: setAside } : {}),
  }));
  const text = JSON.stringify({ exported_at: new Date().toISOString(), items }, null, 2);
  return new Blob([text], { type: 'application/json' });
}

/** A cancel number is nobody's to read, whoever the file is handed to. */
function withoutPin(body: StoredItem['body']): StoredItem['body'] {
  if (!('pin' in body)) return body;
  const { pin: _pin, ...rest } = body;
  return rest as StoredItem['body'];
}

async function allItems(): Promise<StoredItem[]> {
  const who = await identity();
  return who ? itemsOf(who.memberId) : [];
}
