/** What I said to have seen, on this phone: saved, sent, or not taken. Read from the outbox, so it survives a closed page. */
import { signal, type Signal } from '@preact/signals';

import type { ItemBodies, Problem } from '../../api/types';
import { identity } from '../../core/identity';
import { outbox } from '../../core/outbox';
import { itemsOf } from '../../core/outbox-store';
import { onReceipt } from '../../core/sync';
import { useLoaded } from '../shell/use-loaded';

export interface Sighting {
  itemId: string;
  missingId: string;
  /** Milliseconds. */
  at: number;
  withPlace: boolean;
  phase: 'saved' | 'sent' | 'refused';
  problem: Problem | null;
}

/** Delivered in this visit; "sent" is said only after the server's receipt. */
const sent: Signal<readonly Sighting[]> = signal([]);
/** Still on this phone. */
const here: Signal<readonly Sighting[]> = signal([]);
/** Everything ever seen waiting: a receipt may come after the item has left the storage. */
const known = new Map<string, Sighting>();

onReceipt((itemId, result) => {
  const item = known.get(itemId);
  if (!item || (result.status !== 'applied' && result.status !== 'duplicate')) return;
  const others = sent.value.filter((each) => each.itemId !== itemId);
  sent.value = [...others, { ...item, phase: 'sent', problem: null }];
});

async function waiting(): Promise<void> {
  const before = new Set(known.keys());
  const who = await identity();
  const items = who ? await itemsOf(who.memberId) : [];
  const said = items
    .filter(({ kind }) => kind === 'missing.sighting')
    .map((item): Sighting => {
      const body = item.body as ItemBodies['missing.sighting'];
      return {
        itemId: item.id,
        missingId: body.missing_id,
        at: item.recordedAt,
        withPlace: body.lat !== undefined,
        phase: item.setAside ? 'refused' : 'saved',
        problem: item.setAside?.problem ?? null,
      };
    });
  for (const item of said) known.set(item.itemId, item);
  // What was written while the storage was read is here as well.
  const since = here.value.filter(({ itemId }) => !before.has(itemId));
  here.value = [...said.filter(({ itemId }) => !since.some((each) => each.itemId === itemId)), ...since];
}

/** Just written: known before the storage is read again. */
export function noteSighting(sighting: Sighting): void {
  known.set(sighting.itemId, sighting);
  here.value = [...here.value.filter(({ itemId }) => itemId !== sighting.itemId), sighting];
}

/** Everything said of one call in this visit or still on this phone, the newest first. */
export function useSightings(missingId: string): readonly Sighting[] {
  const { pending, setAside } = outbox.value;
  useLoaded(`sightings ${pending} ${setAside}`, waiting);
  const done = new Set(sent.value.map(({ itemId }) => itemId));
  return [...sent.value, ...here.value.filter(({ itemId }) => !done.has(itemId))]
    .filter((each) => each.missingId === missingId)
    .toSorted((a, b) => b.at - a.at);
}
