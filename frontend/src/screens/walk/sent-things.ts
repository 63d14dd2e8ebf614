/** Everything noted on one walk: what still waits on this phone, then what the server says became of it. */
import type { ItemBodies } from '../../api/types';
import { read, type StoredItem } from '../../core/db';
import { allFacilities } from '../../core/facilities';
import { reportsOfWalk, type SentThing } from '../../core/reports';
import type { Standing } from '../reports/report-state';

export interface Noted {
  id: string;
  /** Milliseconds. */
  at: number;
  kind: SentThing['kind'];
  category: string | null;
  /** Of a facility check; null when not known any more. */
  working: boolean | null;
  facility: string | null;
  standing: Standing;
  answer: string | null;
}

type Waiting = Pick<StoredItem, 'id' | 'kind' | 'body' | 'recordedAt' | 'setAside' | 'attempts'>;

/** A thing on this phone, or null for what is no note: the walk itself, a track. */
export function notedHere(item: Waiting, facility: (id: string) => string | null): Noted | null {
  const standing: Standing = item.setAside ? 'refused' : item.attempts > 0 ? 'sending' : 'here';
  const noted = { id: item.id, at: item.recordedAt, standing, answer: null };
  if (item.kind === 'check_in') {
    const said = item.body as ItemBodies['check_in'];
    const kind = said.status === 'safe' ? ('check_in' as const) : ('report' as const);
    return { ...noted, kind, category: said.category ?? null, working: null, facility: null };
  }
  if (item.kind !== 'facility.check') return null;
  const check = item.body as ItemBodies['facility.check'];
  return {
    ...noted,
    kind: 'facility_check',
    category: null,
    working: check.working,
    facility: facility(check.facility_id),
  };
}

/** The server tells a check, or anything that is no report, in states of its own. */
const STANDINGS: Record<string, Standing> = {
  received: 'received',
  in_progress: 'in_progress',
  fixed: 'fixed',
  not_ours: 'not_ours',
  working_again: 'fixed',
  taken_back: 'taken_back',
};

export function notedThere(thing: SentThing): Noted {
  return {
    id: thing.id,
    at: Date.parse(thing.at),
    kind: thing.kind,
    category: thing.category ?? null,
    working: thing.working ?? null,
    facility: thing.facility_label ?? null,
    standing: STANDINGS[thing.state ?? ''] ?? 'sent',
    answer: thing.answer || null,
  };
}

/** In the order of the walk; what both know is told by the server. */
export function together(here: readonly Noted[], there: readonly Noted[]): Noted[] {
  const known = new Set(there.map(({ id }) => id));
  return [...there, ...here.filter(({ id }) => !known.has(id))].toSorted((a, b) => a.at - b.at);
}

/** Never throws: without the server what waits here is shown; `asked` tells whether the server answered. */
export async function notedOn(
  walkId: string,
  signal: AbortSignal,
): Promise<{ things: Noted[]; asked: boolean }> {
  const [items, list, answer] = await Promise.all([
    read((db) => db.getAllFromIndex('items', 'walkId', walkId)).catch(() => []),
    allFacilities.last().catch(() => null),
    reportsOfWalk(walkId, signal).catch(() => null),
  ]);
  const label = (id: string) => list?.data.items.find((each) => each.id === id)?.label ?? null;
  const here = items.flatMap((item) => notedHere(item, label) ?? []);
  return { things: together(here, (answer ?? []).map(notedThere)), asked: answer !== null };
}
