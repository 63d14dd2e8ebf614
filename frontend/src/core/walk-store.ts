/** A walk as it lies on the phone: its fixes whole, and what of them has been handed to the outbox. */
import type { PatrolOutcome } from '../api/types';
import { read, write, type StoredFix, type StoredItem, type StoredWalk } from './db';
import { newItem } from './outbox-item';
import { addItemIn } from './outbox-store';
import { chunked, encode, sendable } from './walk-track';
import { trimmedM } from './walk-trimmed';

/** Kept for looking back at; the server keeps the walker's own raw tracks for as long. */
const KEPT_MS = 30 * 24 * 3600_000;

type NewItem = Omit<StoredItem, 'order'>;

/** The walk and its `patrol.start`, together. */
export async function beginWalk(walk: StoredWalk): Promise<NewItem> {
  const { companions, dogIds = [] } = walk;
  const body = {
    patrol_id: walk.id,
    ...(companions.length > 0 ? { companions } : {}),
    ...(dogIds.length > 0 ? { dog_ids: dogIds } : {}),
  };
  const item = await newItem('patrol.start', body, { recordedAt: walk.startedAt });
  await write(['walks', 'items', 'photos'], async (tx) => {
    await tx.objectStore('walks').put(walk);
    await addItemIn(tx, item);
  });
  return item;
}

/** Keeps a batch, again each time it has grown, and the walk's present figures. A full one goes to the disk itself. */
export async function keepFixes(
  id: string,
  fixes: StoredFix[],
  figures: Partial<StoredWalk>,
  isFull: boolean,
): Promise<void> {
  // Named after its first fix's time: in order, and two tabs never take the same name.
  const batch = fixes[0]!.t;
  await write(
    ['fixes', 'walks'],
    async (tx) => {
      await tx.objectStore('fixes').put({ walkId: id, batch, fixes });
      const walk = await tx.objectStore('walks').get(id);
      if (walk) await tx.objectStore('walks').put({ ...walk, ...figures });
    },
    isFull ? 'strict' : 'relaxed',
  );
}

export async function changeWalk(id: string, change: Partial<StoredWalk>): Promise<void> {
  await write(['walks'], async (tx) => {
    const walk = await tx.objectStore('walks').get(id);
    if (walk) await tx.objectStore('walks').put({ ...walk, ...change });
  });
}

export async function countCheckIn(id: string): Promise<void> {
  await write(['walks'], async (tx) => {
    const walk = await tx.objectStore('walks').get(id);
    if (walk) await tx.objectStore('walks').put({ ...walk, checkIns: walk.checkIns + 1 });
  });
}

/** Hands to the outbox what may leave the phone by now, of the fixes kept so far. Answers the items written. */
export async function checkpoint(id: string, fixes: StoredFix[]): Promise<NewItem[]> {
  const walk = await read((db) => db.get('walks', id));
  if (!walk) return [];
  const { items } = await track(walk, fixes, false);
  if (items.length === 0 || !(await hand(walk, items, {}))) return [];
  return items.map(({ item }) => item);
}

/** The rest of the track, trimmed, and `patrol.end`, all in one transaction. */
export async function finishWalk(
  id: string,
  outcome: PatrolOutcome,
  note: string | undefined,
  endedAt: number,
): Promise<NewItem[]> {
  for (;;) {
    const { walk, fixes } = await readWalk(id);
    if (!walk || walk.endedAt !== null) return [];
    const { items, from, to } = await track(walk, fixes, true);
    const trimmed = trimmedM(fixes, from, to);
    const body = {
      patrol_id: id,
      outcome,
      ...(note ? { note } : {}),
      ...(trimmed > 0 ? { trimmed_m: trimmed } : {}),
    };
    const end = await newItem('patrol.end', body, { recordedAt: endedAt });
    // A checkpoint of another tab in between: look again.
    if (await hand(walk, items, { endedAt, outcome }, end)) return [...items.map(({ item }) => item), end];
  }
}

interface Chunk {
  item: NewItem;
  /** How many of the walk's fixes are dealt with once this one is written. */
  upTo: number;
}

/** What is to be handed over now, and which of the fixes are then sent in all: `[from, to)`. */
async function track(
  walk: StoredWalk,
  fixes: StoredFix[],
  ended: boolean,
): Promise<{ items: Chunk[]; from: number; to: number }> {
  const { from, to } = sendable(fixes, { startM: walk.trimStartM, endM: walk.trimEndM }, ended);
  let upTo = Math.max(from, walk.sentFixes);
  const made: Chunk[] = [];
  for (const part of chunked(fixes.slice(upTo, to))) {
    const seq = walk.chunks + made.length;
    upTo += part.length;
    made.push({
      item: await newItem('patrol.fixes', { patrol_id: walk.id, seq, track: encode(part) }),
      upTo,
    });
  }
  return { items: made, from, to: Math.max(to, walk.sentFixes) };
}

/** Writes them and how far that brings the walk; false when another tab was faster. */
async function hand(
  walk: StoredWalk,
  chunks: Chunk[],
  figures: Partial<StoredWalk>,
  end?: NewItem,
): Promise<boolean> {
  return write(['walks', 'items', 'photos'], async (tx) => {
    const now = await tx.objectStore('walks').get(walk.id);
    if (!now || now.chunks !== walk.chunks || now.endedAt !== null) return false;
    const sentFixes = chunks.at(-1)?.upTo ?? now.sentFixes;
    await tx.objectStore('walks').put({ ...now, ...figures, sentFixes, chunks: now.chunks + chunks.length });
    for (const { item } of chunks) await addItemIn(tx, item);
    if (end) await addItemIn(tx, end);
    return true;
  });
}

export async function readWalk(id: string): Promise<{ walk: StoredWalk | undefined; fixes: StoredFix[] }> {
  const [walk, fixes] = await Promise.all([read((db) => db.get('walks', id)), fixesOf(id)]);
  return { walk, fixes };
}

export function allFixes(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id, 0], [id, Number.MAX_SAFE_INTEGER]);
}

export async function fixesOf(id: string): Promise<StoredFix[]> {
  const rows = await read((db) => db.getAll('fixes', allFixes(id)));
  if (!rows.some((row) => row.packed)) return rows.flatMap((row) => row.fixes);
  const { unpacked } = await import('./walk-archive');
  return (await Promise.all(rows.map(unpacked))).flat();
}

/** One member's walks, newest first. */
export async function walksOf(memberId: string): Promise<StoredWalk[]> {
  const all = await read((db) => db.getAll('walks'));
  return all.filter((walk) => walk.memberId === memberId).toSorted((a, b) => b.startedAt - a.startedAt);
}

export async function removeWalk(id: string): Promise<void> {
  await write(['walks', 'fixes'], async (tx) => {
    await tx.objectStore('walks').delete(id);
    await tx.objectStore('fixes').delete(allFixes(id));
  });
}

/** Removes what is older than the server's own copy, and packs what has ended. */
export async function tidyWalks(memberId: string, now: number = Date.now()): Promise<void> {
  for (const walk of await walksOf(memberId)) {
    const done = walk.endedAt !== null && walk.delivered >= walk.items;
    if (done && now - walk.endedAt! > KEPT_MS) await removeWalk(walk.id);
  }
  await (await import('./walk-archive')).packEndedWalks(memberId);
}
