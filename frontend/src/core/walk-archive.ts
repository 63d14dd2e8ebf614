/** Walks that are over and at the desk take a twentieth of the room: their fixes packed by the track codec. */
import { write, type KeptFixes, type StoredFix } from './db';
import { MAX_FIXES, pack, TrackError, unpack } from './track-codec';
import { allFixes, fixesOf, walksOf } from './walk-store';
import { chunked, decode, encode } from './walk-track';

/** Packs what has arrived since; each walk in one transaction, so that none is ever half packed. */
export async function packEndedWalks(memberId: string): Promise<void> {
  for (const walk of await walksOf(memberId)) {
    if (walk.endedAt === null || walk.packed || walk.delivered < walk.items) continue;
    const kept = await packed(walk.id, await fixesOf(walk.id));
    if (!kept) continue;
    await write(['walks', 'fixes'], async (tx) => {
      const now = await tx.objectStore('walks').get(walk.id);
      if (!now || now.endedAt === null) return;
      await tx.objectStore('fixes').delete(allFixes(walk.id));
      for (const each of kept) await tx.objectStore('fixes').put(each);
      await tx.objectStore('walks').put({ ...now, packed: true });
    });
  }
}

/** Null when the codec would not bring them back: then they stay as they are. */
async function packed(walkId: string, fixes: StoredFix[]): Promise<KeptFixes[] | null> {
  try {
    const parts = chunked(fixes, MAX_FIXES).map(async (part): Promise<KeptFixes> => ({
      walkId,
      batch: part[0]!.t,
      fixes: [],
      packed: await pack(encode(part)),
      gaps: part.flatMap((fix, i) => (fix.gapBefore ? [i] : [])),
    }));
    return await Promise.all(parts);
  } catch (error) {
    if (error instanceof TrackError) return null;
    throw error;
  }
}

/** The fixes of one kept row, whichever form it has. */
export async function unpacked(row: KeptFixes): Promise<StoredFix[]> {
  if (!row.packed) return row.fixes;
  const gaps = new Set(row.gaps);
  return decode(await unpack(row.packed)).map((fix, i) => ({ ...fix, gapBefore: gaps.has(i) }));
}
