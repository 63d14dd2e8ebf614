/** Finding loops: step by step the few best ways to each cell, and a simple greedy one to be measured against. Pure. */
import { mood, type Edge, type Layout } from './route-ground';

export interface Limits {
  least: number;
  most: number;
}
export interface Loop {
  path: number[];
  metres: number;
  gain: number;
  /** What makes it pleasant: few cells twice, few sharp turns, a little of the day's mood. */
  charm: number;
  /** Long enough. */
  full: boolean;
}

/** Ways kept to each cell at each step; more finds little and takes longer, most of all on a long walk. */
const KEPT = 3;
const KEPT_LONG = 2;
const LONG_M = 3000;
const TWICE = 0.7;
const TURN = 0.35;
const MOOD = 0.3;

/** One way from the start: a chain of labels, the newest first. */
interface Label {
  cell: number;
  /** The way it came here by. */
  by: Edge | null;
  before: Label | null;
  metres: number;
  gain: number;
  charm: number;
}
const worth = (label: Label) => label.gain + label.charm;

/** The best loops found, of every length that is allowed; shorter ones only where the ground ends. */
export function search(ground: Layout, limits: Limits, seed: number): Loop[] {
  const { start, edges, back, debt } = ground;
  const moods = Float64Array.from(debt, (_, cell) => MOOD * mood(seed, ground.index[cell]!));
  const kept = limits.most > LONG_M ? KEPT_LONG : KEPT;
  const found: Loop[] = [];
  let ways: Label[] = [{ cell: start, by: null, before: null, metres: 0, gain: debt[start]!, charm: 0 }];
  while (ways.length > 0) {
    const next = new Map<number, Label[]>();
    for (const way of ways) {
      for (const edge of edges[way.cell]!) {
        const { to, metres } = edge;
        const length = way.metres + metres;
        if (length + back[to]! > limits.most) continue;
        const straight = way.charm - TURN * sharpness(way.by, edge);
        // Were it the first time here: when even that is not among the best, nobody need look back along the way.
        if (to !== start && !mayStay(next.get(to), kept, way.gain + debt[to]! + straight + moods[to]!))
          continue;
        const times = visits(way, to);
        if (to !== start && times > 1) continue;
        const charm = straight + (times > 0 ? -TWICE : moods[to]!);
        const gain = way.gain + (times > 0 ? 0 : debt[to]!);
        const label = { cell: to, by: edge, before: way, metres: length, gain, charm };
        // Home again: that is a loop, and nothing goes on from there.
        if (to === start) found.push(loopOf(label, limits));
        else keep(next, label, kept);
      }
    }
    ways = [...next.values()].flat();
  }
  return found;
}

function mayStay(here: readonly Label[] | undefined, kept: number, atMost: number): boolean {
  return !here || here.length < kept || worth(here.at(-1)!) < atMost;
}

function keep(next: Map<number, Label[]>, label: Label, kept: number): void {
  const here = next.get(label.cell);
  if (!here) {
    next.set(label.cell, [label]);
    return;
  }
  const place = here.findIndex((other) => worth(other) < worth(label));
  if (place >= 0) here.splice(place, 0, label);
  else if (here.length < kept) here.push(label);
  if (here.length > kept) here.pop();
}

function visits(way: Label, cell: number): number {
  let times = 0;
  for (let label: Label | null = way; label; label = label.before) if (label.cell === cell) times += 1;
  return times;
}

/** 0 straight on, 1 straight back. */
function sharpness(by: Edge | null, next: Edge): number {
  return by ? (1 - by.east * next.east - by.north * next.north) / 2 : 0;
}

function loopOf(label: Label, limits: Limits): Loop {
  const path: number[] = [];
  for (let each: Label | null = label; each; each = each.before) path.push(each.cell);
  const { metres, gain, charm } = label;
  return { path: path.toReversed(), metres, gain, charm, full: metres >= limits.least };
}

export function isBetter(loop: Loop, than: Loop, target: number): boolean {
  // A hundred metres off the wished length weigh as much as one cell walked twice.
  const value = ({ charm, metres, gain }: Loop) => gain + charm - (TWICE * Math.abs(metres - target)) / 100;
  return value(loop) > value(than);
}

/** Always to the neighbour with the most debt from where one still comes home in time; then home the shortest way. */
export function greedy(ground: Layout, limits: Limits): Loop | null {
  const { start, debt } = ground;
  const path = [start];
  let metres = 0;
  const last = () => path.at(-1)!;
  for (;;) {
    const edge =
      neediest(ground, path, limits.most - metres) ?? (last() === start ? null : homeward(ground, last()));
    if (!edge) break;
    path.push(edge.to);
    metres += edge.metres;
    if (edge.to === start) break;
  }
  const seen = new Set(path);
  if (path.length < 3) return null;
  const gain = [...seen].reduce((sum, cell) => sum + debt[cell]!, 0);
  return { path, metres, gain, charm: -TWICE * (path.length - 1 - seen.size), full: metres >= limits.least };
}

/** The unseen neighbour with the most debt; of equals the first listed. */
function neediest({ edges, back, debt }: Layout, path: readonly number[], left: number): Edge | null {
  const open = edges[path.at(-1)!]!.filter(
    ({ to, metres }) => !path.includes(to) && metres + back[to]! <= left,
  );
  return open.reduce<Edge | null>(
    (best, edge) =>
      !best || debt[edge.to]! > debt[best.to]! || (debt[edge.to] === debt[best.to] && edge.to < best.to)
        ? edge
        : best,
    null,
  );
}

function homeward({ edges, back }: Layout, cell: number): Edge {
  return edges[cell]!.reduce((best, edge) =>
    edge.metres + back[edge.to]! < best.metres + back[best.to]! ? edge : best,
  );
}
