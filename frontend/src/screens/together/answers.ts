/** What I said to a walk on this phone: saved, sent, or not taken. Survives a closed page, because it is read from the outbox. */
import { signal, type Signal } from '@preact/signals';

import type { ItemBodies, Problem } from '../../api/types';
import type { StoredItem } from '../../core/db';
import { identity } from '../../core/identity';
import { discardItem, outbox } from '../../core/outbox';
import { itemsOf } from '../../core/outbox-store';
import { onReceipt } from '../../core/sync';
import { useLoaded } from '../shell/use-loaded';

export type Said = ItemBodies['together.respond']['action'] | 'meet' | 'propose';
export interface SaidItem {
  itemId: string;
  walkId: string;
  said: Said;
  phase: 'saved' | 'sent' | 'refused';
  problem: Problem | null;
  proposal: ItemBodies['together.propose'] | null;
}

/** Delivered in this visit; kept so that "sent" can be said when it is true. */
const sent: Signal<readonly SaidItem[]> = signal([]);
const seen = new Map<string, SaidItem>();

onReceipt((itemId, result) => {
  const item = seen.get(itemId);
  if (!item || (result.status !== 'applied' && result.status !== 'duplicate')) return;
  sent.value = [
    ...sent.value.filter((each) => each.itemId !== itemId),
    { ...item, phase: 'sent', problem: null },
  ];
});

function asSaid(item: StoredItem): SaidItem | null {
  const { id: itemId, kind, body, setAside } = item;
  const state = {
    itemId,
    phase: setAside ? 'refused' : 'saved',
    problem: setAside?.problem ?? null,
  } as const;
  if (kind === 'together.respond') {
    const { walk_id: walkId, action: said } = body as ItemBodies['together.respond'];
    return { ...state, walkId, said, proposal: null };
  }
  if (kind === 'together.check_in') {
    const { walk_id: walkId } = body as ItemBodies['together.check_in'];
    return { ...state, walkId, said: 'meet', proposal: null };
  }
  if (kind !== 'together.propose') return null;
  const proposal = body as ItemBodies['together.propose'];
  return { ...state, walkId: proposal.walk_id, said: 'propose', proposal };
}

async function waiting(): Promise<SaidItem[]> {
  const who = await identity();
  const items = who ? await itemsOf(who.memberId) : [];
  const said = items.flatMap((item) => asSaid(item) ?? []);
  for (const item of said) seen.set(item.itemId, item);
  return said;
}

/** Everything said to walks that the server's list may not show yet, oldest first. */
export function useSaid(): { said: readonly SaidItem[]; reload: () => void } {
  const { pending, setAside } = outbox.value;
  const { data, reload } = useLoaded(`said ${pending} ${setAside} ${sent.value.length}`, waiting);
  const here = data ?? [...seen.values()];
  const known = new Set(sent.value.map((item) => item.itemId));
  return { said: [...sent.value, ...here.filter((item) => !known.has(item.itemId))], reload };
}

/** The last word to one walk: what is on its way wins over what the server knew. */
export function lastSaid(said: readonly SaidItem[], walkId: string): SaidItem | null {
  return said.findLast((item) => item.walkId === walkId) ?? null;
}

/** The person has read that it was not taken; gone from the phone. */
export async function dismiss(itemId: string): Promise<void> {
  seen.delete(itemId);
  await discardItem(itemId);
}
