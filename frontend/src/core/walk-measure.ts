/**
 * How far a stretch of a walk went, and which fixes of it do not count: the server's own rules (app/patrols/measuring.py tells
 * them in words), held to the same vectors. Pure.
 */
import type { Columns } from './track-codec';
import { GOOD_ACCURACY_M, KEPT_ACCURACY_M, ZERO_PLACE, type SetAsideReason } from './walk-rules';

/** Fixes further apart in time than this belong to different segments. */
export const GAP_S = 60;
/** A gap longer than this is not time spent walking. */
const PAUSE_S = 600;
const FASTEST_M_S = 12;
const STILL_M = 8;
/** So many fixes must agree that somebody left. */
const CONFIRMED_BY = 2;
/** A way counts at most this many times the crow's. */
const MOST_BEND = 2;

const EARTH_M = 6_371_008.8;
const RADIANS = Math.PI / 180;
const METRES = EARTH_M * RADIANS * 1e-6;

interface Place {
  t: number;
  lat: number;
  lon: number;
  acc: number;
}
/** What joins a stretch to its neighbours. */
export interface Ends {
  firstT: number;
  lastT: number;
  first: Place | null;
  anchor: Place | null;
  goodT: number;
}
export interface Measured {
  distanceM: number;
  pausedS: number;
  jumps: number;
  ends: Ends;
  /** Why fixes do not count, by index. */
  aside: Map<number, SetAsideReason>;
  /** Indexes before which the line breaks because nobody could have walked there. */
  breaks: Set<number>;
}

export function isGap(beforeT: number, afterT: number): boolean {
  return Math.abs(afterT - beforeT) > GAP_S;
}

/** One stretch of at least one fix. */
export function measure(track: Columns): Measured {
  const { t, lat, lon, acc } = track;
  const aside = new Map<number, SetAsideReason>();
  t.forEach((_, i) => {
    if (Math.abs(lat[i]!) <= ZERO_PLACE && Math.abs(lon[i]!) <= ZERO_PLACE) aside.set(i, 'zero_place');
    else if (acc[i]! > KEPT_ACCURACY_M) aside.set(i, 'coarse');
  });
  let pausedS = 0;
  for (let i = 1; i < t.length; i += 1) if (t[i]! - t[i - 1]! > PAUSE_S) pausedS += t[i]! - t[i - 1]!;
  const where = t.flatMap((_, i) => (acc[i]! <= GOOD_ACCURACY_M && !aside.has(i) ? [i] : []));
  const good = where.map((i): Place => ({ t: t[i]!, lat: lat[i]!, lon: lon[i]!, acc: acc[i]! }));
  const ends: Ends = { firstT: Math.min(...t), lastT: Math.max(...t), first: null, anchor: null, goodT: 0 };
  if (good.length === 0) return { distanceM: 0, pausedS, jumps: 0, ends, aside, breaks: new Set() };

  const { breaks: jumpsAt, lone } = jumpsOf(good);
  for (const i of lone) aside.set(where[i]!, 'jump');
  const breaks = new Set([...jumpsAt].map((i) => where[i]!));
  const kept = good.flatMap((place, i) => (lone.has(i) ? [] : [{ place, breaksBefore: jumpsAt.has(i) }]));
  const places = kept.map(({ place }) => place);
  const way = steps(places);
  let [distanceM, start, last] = [0, 0, 0];
  for (let i = 1; i <= places.length; i += 1) {
    const ended = i === places.length || kept[i]!.breaksBefore || isGap(places[i - 1]!.t, places[i]!.t);
    if (!ended) continue;
    const walked = walkedIn(places, way, start, i);
    distanceM += walked.metres;
    [start, last] = [i, walked.anchor];
  }
  Object.assign(ends, { first: places[0], anchor: places[last], goodT: places.at(-1)!.t });
  return { distanceM, pausedS, jumps: jumpsAt.size, ends, aside, breaks };
}

/** What lies between two neighbouring stretches. */
export function join(before: Ends, after: Ends): { distanceM: number; pausedS: number; jumps: number } {
  const silence = after.firstT - before.lastT;
  const pausedS = silence > PAUSE_S ? silence : 0;
  const none = { distanceM: 0, pausedS, jumps: 0 };
  if (!before.anchor || !after.first || isGap(before.goodT, after.first.t)) return none;
  if (tooFar(before.anchor, after.first)) return { ...none, jumps: 1 };
  const metres = step(before.anchor, after.first);
  const underWay =
    before.first !== null && before.anchor.t > before.first.t && before.goodT - before.anchor.t <= GAP_S;
  const moved = underWay || metres > Math.max(STILL_M, before.anchor.acc + after.first.acc);
  return moved ? { ...none, distanceM: metres } : none;
}

function tooFar(before: Place, after: Place): boolean {
  const reach = FASTEST_M_S * Math.max(1, Math.abs(after.t - before.t)) + before.acc + after.acc;
  return step(before, after) > reach;
}

function jumpsOf(fixes: readonly Place[]): { breaks: Set<number>; lone: Set<number> } {
  const breaks = new Set<number>();
  const lone = new Set<number>();
  let before = 0;
  let alone = true; // nothing but the stretch's first fix so far
  for (let i = 1; i < fixes.length; i += 1) {
    const [from, here, following] = [fixes[before]!, fixes[i]!, fixes[i + 1]];
    if (!isGap(from.t, here.t) && tooFar(from, here)) {
      const goesOn = following && tooFar(from, following) && !tooFar(here, following);
      if (!goesOn) {
        lone.add(i);
        continue;
      }
      if (alone) lone.add(before);
      else breaks.add(i);
    }
    before = i;
    alone = false;
  }
  return { breaks, lone };
}

/** Metres of one unbroken run of good fixes, `[start, stop)`, and the index of its last anchor. */
function walkedIn(
  places: readonly Place[],
  way: readonly number[],
  start: number,
  stop: number,
): { metres: number; anchor: number } {
  const wide = METRES * Math.cos((places[start]!.lat / 1e6) * RADIANS);
  const away = (place: Place, lat: number, lon: number) =>
    Math.hypot((place.lat - lat) * METRES, (place.lon - lon) * wide);
  let [metres, anchor, since] = [0, start, 0];
  let { lat: meanLat, lon: meanLon, acc: anchorAcc } = places[start]!;
  let count = 1;
  const reach = (place: Place) => Math.max(STILL_M, place.acc + anchorAcc);
  const left = (place: Place) => away(place, meanLat, meanLon) > reach(place);
  for (let i = start + 1; i < stop; i += 1) {
    const here = places[i]!;
    since += way[i - 1]!;
    if (!left(here)) {
      count += 1;
      meanLat += (here.lat - meanLat) / count;
      meanLon += (here.lon - meanLon) / count;
      continue;
    }
    if (i + CONFIRMED_BY >= stop && away(here, meanLat, meanLon) <= 2 * reach(here)) continue;
    if (!places.slice(i + 1, Math.min(i + 1 + CONFIRMED_BY, stop)).every(left)) continue;
    const crow = away(here, places[anchor]!.lat, places[anchor]!.lon);
    metres += Math.min(since, MOST_BEND * crow);
    [anchor, since, anchorAcc] = [i, 0, here.acc];
    [meanLat, meanLon, count] = [here.lat, here.lon, 1];
  }
  return { metres, anchor };
}

/** Metres between two fixes: flat within some hundred metres, on the sphere beyond. */
function step(a: Place, b: Place): number {
  const [north, east] = [b.lat - a.lat, b.lon - a.lon];
  if (Math.abs(north) < 9000 && Math.abs(east) < 9000 && Math.abs(a.lat) < 80_000_000)
    return Math.hypot(north, east * Math.cos((a.lat + north / 2) * 1e-6 * RADIANS)) * METRES;
  const [phi1, phi2] = [(a.lat / 1e6) * RADIANS, (b.lat / 1e6) * RADIANS];
  const half =
    Math.sin((phi2 - phi1) / 2) ** 2 +
    Math.cos(phi1) * Math.cos(phi2) * Math.sin(((east / 1e6) * RADIANS) / 2) ** 2;
  return 2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(half)));
}

function steps(places: readonly Place[]): number[] {
  return places.slice(1).map((place, i) => step(places[i]!, place));
}
