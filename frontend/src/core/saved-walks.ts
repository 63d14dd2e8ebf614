/** The walks this phone remembers, and where each one's items are. */
import type { PatrolOutcome } from '../api/types';
import { read, type StoredWalk } from './db';
import { identity } from './identity';
import type { TrailPoint } from './walk';
import type { SetAsideCount } from './walk-rules';
import { WalkMeter } from './walk-meter';
import { readWalk, removeWalk, walksOf } from './walk-store';

export interface SavedWalk {
  id: string;
  startedAt: number;
  endedAt: number | null;
  outcome: PatrolOutcome | null;
  companions: string[];
  dogIds: string[];
  distanceM: number;
  fixCount: number;
  gaps: number;
  checkIns: number;
  /** Positions that were left out, by reason. */
  setAside: SetAsideCount[];
  /** How many things of it were written, and how many the server has. */
  items: number;
  delivered: number;
}
/** Where a walk's items are: on this phone, on their way, at the desk. */
export interface WalkDelivery {
  total: number;
  delivered: number;
  setAside: number;
}

/** Newest first. */
export async function savedWalks(): Promise<SavedWalk[]> {
  const who = await identity();
  return who ? (await walksOf(who.memberId)).map(asSaved) : [];
}

/** Walks of an older version knew neither. */
function asSaved(walk: StoredWalk): SavedWalk {
  return { ...walk, dogIds: walk.dogIds ?? [], setAside: walk.setAside ?? [] };
}

/** With its whole line. */
export async function savedWalk(id: string): Promise<(SavedWalk & { trail: TrailPoint[][] }) | null> {
  const who = await identity();
  const { walk, fixes } = await readWalk(id);
  return walk && walk.memberId === who?.memberId
    ? { ...asSaved(walk), trail: new WalkMeter(fixes, true).trail.map((line) => [...line]) }
    : null;
}

export async function walkDelivery(id: string): Promise<WalkDelivery> {
  const { walk } = await readWalk(id);
  const here = await read((db) => db.getAllFromIndex('items', 'walkId', id));
  const setAside = here.filter((item) => item.setAside !== null).length;
  return { total: walk?.items ?? here.length, delivered: walk?.delivered ?? 0, setAside };
}

/** Removes a walk's own copy from this phone; what was sent stays at the desk. */
export async function discardWalk(id: string): Promise<void> {
  await removeWalk(id);
}
