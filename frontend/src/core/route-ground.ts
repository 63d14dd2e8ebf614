/** The cells around a start as a flat graph: places in metres, neighbours both ways, debt of one band. Pure. */
import type { DebtCell, Place } from './route-suggestion';

const METRES_PER_DEGREE = 111_320;
/** Beyond the longest walk nothing needs to be laid out. */
const REACH_M = 4000;

export interface Edge {
  to: number;
  metres: number;
  /** Which way it goes: east and north, together of length 1. */
  east: number;
  north: number;
}
export interface Layout {
  start: number;
  debt: Uint8Array;
  edges: Edge[][];
  /** Each local cell's index in the input. */
  index: number[];
  /** Metres to the start along cells; infinite where no way leads. */
  back: Float64Array;
  awayM: number;
}

export function layOut(cells: readonly DebtCell[], band: number, from: Place | null): Layout | null {
  const usable = cells.map((cell) => Number.isFinite(cell.lat) && Number.isFinite(cell.lon));
  const beside = bothWays(cells, usable);
  const here = from ?? middleOf(cells.filter((_, index) => usable[index]));
  if (!here) return null;
  const shrink = Math.cos((here.lat * Math.PI) / 180);
  const eastM = (cell: DebtCell) => (cell.lon - here.lon) * METRES_PER_DEGREE * shrink;
  const northM = (cell: DebtCell) => (cell.lat - here.lat) * METRES_PER_DEGREE;
  const awayOf = (cell: DebtCell) => Math.hypot(eastM(cell), northM(cell));

  // A cell without neighbours leads nowhere: the nearest one that leads somewhere begins the walk.
  let first = -1;
  cells.forEach((cell, index) => {
    if (!usable[index] || beside[index]!.size === 0) return;
    if (first < 0 || awayOf(cell) < awayOf(cells[first]!)) first = index;
  });
  const begin = cells[first];
  if (!begin) return null;

  const index: number[] = [];
  const local = new Map<number, number>();
  cells.forEach((cell, each) => {
    if (!usable[each] || Math.hypot(eastM(cell) - eastM(begin), northM(cell) - northM(begin)) > REACH_M)
      return;
    local.set(each, index.length);
    index.push(each);
  });
  const x = Float64Array.from(index, (each) => eastM(cells[each]!));
  const y = Float64Array.from(index, (each) => northM(cells[each]!));
  const edges = index.map((each, a) =>
    [...beside[each]!].flatMap((other): Edge[] => {
      const b = local.get(other);
      if (b === undefined) return [];
      const [dx, dy] = [x[b]! - x[a]!, y[b]! - y[a]!];
      const metres = Math.max(1, Math.hypot(dx, dy));
      return [{ to: b, metres, east: dx / metres, north: dy / metres }];
    }),
  );
  const debt = Uint8Array.from(index, (each) => debtOf(cells[each]!, band));
  const start = local.get(first)!;
  return { start, debt, edges, index, back: distances(edges, start), awayM: awayOf(begin) };
}

function debtOf(cell: DebtCell, band: number): number {
  const debt = cell.debt[band] ?? 0;
  return Number.isFinite(debt) ? Math.min(3, Math.max(0, Math.round(debt))) : 0;
}

/** A way that is listed on one side only can be walked in both directions all the same. */
function bothWays(cells: readonly DebtCell[], usable: readonly boolean[]): Set<number>[] {
  const beside = cells.map(() => new Set<number>());
  cells.forEach((cell, index) => {
    for (const other of cell.near) {
      if (other === index || !usable[index] || !usable[other]) continue;
      beside[index]!.add(other);
      beside[other]!.add(index);
    }
  });
  return beside;
}

function middleOf(cells: readonly DebtCell[]): Place | null {
  if (cells.length === 0) return null;
  return {
    lat: cells.reduce((sum, cell) => sum + cell.lat, 0) / cells.length,
    lon: cells.reduce((sum, cell) => sum + cell.lon, 0) / cells.length,
  };
}

/** Shortest ways from the start; a queue that lets a cell in again when it was reached more cheaply. */
function distances(edges: readonly Edge[][], start: number): Float64Array {
  const metres = new Float64Array(edges.length).fill(Number.POSITIVE_INFINITY);
  metres[start] = 0;
  const queue = [start];
  for (let at = 0; at < queue.length; at += 1) {
    const cell = queue[at]!;
    for (const edge of edges[cell]!) {
      const far = metres[cell]! + edge.metres;
      if (far >= metres[edge.to]! - 1e-6) continue;
      metres[edge.to] = far;
      queue.push(edge.to);
    }
  }
  return metres;
}

/** FNV-1a, so that a day's words become a number. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}

/** A number in [0, 1) for a cell on a day. */
export function mood(seed: number, cell: number): number {
  let mixed = Math.imul(seed ^ Math.imul(cell + 1, 0x9e3779b1), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
}
