/** A loop of about the wished length through the cells that the fewest people walk. Pure: cached cells in, cells out. */
import { hashOf, layOut, type Layout } from './route-ground';
import { greedy, isBetter, search, type Loop } from './route-search';

export interface Place {
  lat: number;
  lon: number;
}
/** One cell of the neighbourhood: who is beside it, and how few people walk it in each 4-hour band (0 many, 3 few). */
export interface DebtCell extends Place {
  cell: string;
  near: readonly number[];
  debt: readonly number[];
}

export const MINUTES = [10, 15, 30, 45, 60] as const;
export type Minutes = (typeof MINUTES)[number];
/** 4 km/h: with a dog, or somebody older. */
export const METRES_PER_MINUTE = 67;
/** How much shorter or longer than wished. Streets wind more than a line of cells does, so hardly longer. */
export const SHORTEST = 0.8;
export const LONGEST = 1.1;

export interface Wish {
  /** Where I am, or null for the middle of the neighbourhood. */
  from: Place | null;
  minutes: number;
  /** Which 4-hour band of the local day, 0 to 5. */
  band: number;
  /** The local day, and which of several suggestions: the same words always give the same route. */
  day: string;
  metresPerMinute?: number;
}

export interface Suggestion {
  /** Indexes of the cells in walking order; the first is also the last. */
  path: number[];
  line: Place[];
  metres: number;
  minutes: number;
  /** The debt of all cells on the way, each counted once. */
  gain: number;
  /** Cells on the way that few people walk (3), and that are a little quiet (1 or 2). */
  rare: number;
  quiet: number;
  /** How far the start is from where I am. */
  awayM: number;
}

/** Answers null where there is nothing to walk: no cells, or none with a neighbour. */
export function suggestRoute(cells: readonly DebtCell[], wish: Wish): Suggestion | null {
  const ground = layOut(cells, wish.band, wish.from);
  if (!ground) return null;
  const target = wish.minutes * (wish.metresPerMinute ?? METRES_PER_MINUTE);
  const limits = { least: target * SHORTEST, most: target * LONGEST };
  const simple = greedy(ground, limits);
  const loops = search(ground, limits, hashOf(wish.day));
  if (simple) loops.push(simple);
  const chosen = choose(loops, simple, target);
  return chosen && described(cells, ground, chosen, wish);
}

/** Nearly the largest debt, and among those the one that is most like a stroll. */
function choose(loops: readonly Loop[], simple: Loop | null, target: number): Loop | null {
  const full = loops.filter((loop) => loop.full);
  // A small island has no loop that long: the longest there is, told with its true length.
  if (full.length === 0) return loops.reduce<Loop | null>(longer, null);
  const most = Math.max(...full.map((loop) => loop.gain));
  const enough = Math.max(most * 0.94, simple?.full ? simple.gain : 0);
  return full
    .filter((loop) => loop.gain >= enough)
    .reduce((best, loop) => (isBetter(loop, best, target) ? loop : best));
}

function longer(best: Loop | null, loop: Loop): Loop {
  return best && best.metres >= loop.metres ? best : loop;
}

function described(cells: readonly DebtCell[], ground: Layout, loop: Loop, wish: Wish): Suggestion {
  const path = loop.path.map((local) => ground.index[local]!);
  const seen = [...new Set(loop.path)].map((local) => ground.debt[local]!);
  return {
    path,
    line: path.map((index) => ({ lat: cells[index]!.lat, lon: cells[index]!.lon })),
    metres: Math.round(loop.metres),
    minutes: Math.max(1, Math.round(loop.metres / (wish.metresPerMinute ?? METRES_PER_MINUTE))),
    gain: loop.gain,
    rare: seen.filter((debt) => debt >= 3).length,
    quiet: seen.filter((debt) => debt > 0 && debt < 3).length,
    awayM: Math.round(ground.awayM),
  };
}

/** The band of an instant in a neighbourhood's own time, 0 to 5. */
export function bandAt(at: number, timeZone: string): number {
  const hour = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(at);
  return Math.floor((Number.parseInt(hour, 10) || 0) / 4);
}

/** The local day, such as `2026-11-23`. */
export function dayAt(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at);
}
