/** A walk as numbers: what is kept, drawn, trimmed and sent. Pure, so that it can be tested on its own. */

import { fromWire, toWire, type WireTrack } from './track-codec';

export interface Fix {
  lat: number;
  lon: number;
  /** Milliseconds. */
  t: number;
  accuracyM: number;
  /** The first fix after a gap. */
  gapBefore: boolean;
}

export const EVERY_M = 10;
export const EVERY_MS = 15_000;
export const GAP_MS = 60_000;
/** A minute makes a few; after hours without a network this many travel together. */
export const CHUNK = 500;
export const TRIM = { leastM: 50, mostM: 200 };

const EARTH_M = 6_371_008.8;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Metres between two places (haversine on the mean earth radius). */
export function distanceM(a: { lat: number; lon: number }, b: { lat: number; lon: number }): number {
  const half = (difference: number) => Math.sin(radians(difference) / 2) ** 2;
  const chord =
    half(b.lat - a.lat) + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * half(b.lon - a.lon);
  return 2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** Is this position worth a fix: newer, and far or late enough after the last one? */
export function isWorthKeeping(next: Omit<Fix, 'gapBefore'>, last: Fix | null): boolean {
  if (!last) return true;
  if (next.t - last.t < 1000) return false;
  return next.t - last.t >= EVERY_MS || distanceM(next, last) >= EVERY_M;
}

/** A length between 50 and 200 m that nobody can guess. */
export function drawTrimM(random: () => number): number {
  return TRIM.leastM + (TRIM.mostM - TRIM.leastM) * random();
}

/** Uniform in [0, 1) from the system's secure source. */
export function secureRandom(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32;
}

/** Index of the first fix that may leave the phone: the first one `trimM` away from where the walk began. */
export function afterStart(fixes: readonly Fix[], trimM: number): number {
  const [first] = fixes;
  if (!first) return 0;
  const index = fixes.findIndex((fix) => distanceM(fix, first) >= trimM);
  return index < 0 ? fixes.length : index;
}

/** How many fixes are left when those within `trimM` of `end` are cut off the end. */
export function beforeEnd(fixes: readonly Fix[], trimM: number, end: Fix | undefined = fixes.at(-1)): number {
  return end ? fixes.findLastIndex((fix) => distanceM(fix, end) >= trimM) + 1 : 0;
}

/**
 * Which fixes may be sent: `[from, to)`. While walking, everything that could still turn out to be the end is held
 * back: what lies within the longest trim of here, and, for those who circle around their home, of the start.
 */
export function sendable(
  fixes: readonly Fix[],
  trims: { startM: number; endM: number },
  ended: boolean,
): { from: number; to: number } {
  const from = afterStart(fixes, trims.startM);
  const to = ended
    ? beforeEnd(fixes, trims.endM)
    : Math.min(beforeEnd(fixes, TRIM.mostM), beforeEnd(fixes, TRIM.mostM, fixes[0]));
  return { from, to: Math.max(from, to) };
}

/** The wire form of fixes: see the track codec. */
export function encode(fixes: readonly Fix[]): WireTrack {
  return toWire({
    t: fixes.map((fix) => Math.round(fix.t / 1000)),
    lat: fixes.map((fix) => Math.round(fix.lat * 1e6)),
    lon: fixes.map((fix) => Math.round(fix.lon * 1e6)),
    acc: fixes.map((fix) => Math.round(fix.accuracyM)),
  });
}

/** The inverse of `encode`, to the precision of the wire. */
export function decode(track: WireTrack): Omit<Fix, 'gapBefore'>[] {
  const { t, lat, lon, acc } = fromWire(track);
  return t.map((second, i) => ({
    t: second * 1000,
    lat: lat[i]! / 1e6,
    lon: lon[i]! / 1e6,
    accuracyM: acc[i]!,
  }));
}

/** Chunks of at most 500 fixes. */
export function chunked<Item>(items: readonly Item[], size: number = CHUNK): Item[][] {
  const chunks: Item[][] = [];
  for (let i = 0; i < items.length; i += size) chunks.push(items.slice(i, i + size));
  return chunks;
}
