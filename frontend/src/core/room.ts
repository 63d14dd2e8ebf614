/** Making room on a full phone for something that matters more. */
import { write } from './db';

/** Removes what nobody would miss: photos of unsent drafts, and the trails of walks that are all at the desk. */
export async function makeRoom(): Promise<void> {
  await write(['photos', 'walks', 'fixes'], async (tx) => {
    for (const photo of await tx.objectStore('photos').getAll()) {
      if (photo.state === 'draft') await tx.objectStore('photos').delete(photo.id);
    }
    for (const walk of await tx.objectStore('walks').getAll()) {
      if (walk.endedAt === null || walk.delivered < walk.items) continue;
      await tx
        .objectStore('fixes')
        .delete(IDBKeyRange.bound([walk.id, 0], [walk.id, Number.MAX_SAFE_INTEGER]));
    }
  }).catch(() => {}); // the attempt after this tells
}
