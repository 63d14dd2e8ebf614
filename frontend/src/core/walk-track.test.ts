import { describe, expect, it } from 'vitest';

import {
  afterStart,
  beforeEnd,
  chunked,
  decode,
  distanceM,
  drawTrimM,
  encode,
  isWorthKeeping,
  sendable,
  TRIM,
  type Fix,
} from './walk-track';

/** A repeatable random source, so that a failing case can be looked at again. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

function wander(random: () => number, count: number): Fix[] {
  let [lat, lon, t] = [37.7589 + random() / 100, 126.7744 + random() / 100, 1_790_000_000_000];
  let heading = random() * 2 * Math.PI;
  return Array.from({ length: count }, () => {
    heading += (random() - 0.5) * 1.2;
    lat += (Math.cos(heading) * 14) / 111_195;
    lon += (Math.sin(heading) * 14) / 88_000;
    t += 1000 + Math.floor(random() * 20_000) + (random() < 0.03 ? 90_000 : 0);
    return { lat, lon, t, accuracyM: 3 + random() * 90, gapBefore: random() < 0.03 };
  });
}

const walks = Array.from({ length: 60 }, (_, seed) => wander(seeded(seed + 1), 5 + seed * 7));

describe('the wire', () => {
  it('brings back every fix to a second, 1e-6 degree and a metre', () => {
    for (const fixes of walks) {
      const track = encode(fixes);
      for (const column of Object.values(track) as number[][])
        expect(column.every(Number.isInteger)).toBe(true);
      decode(track).forEach((fix, i) => {
        const was = fixes[i]!;
        expect(Math.abs(fix.t - was.t)).toBeLessThanOrEqual(500);
        expect(Math.abs(fix.lat - was.lat)).toBeLessThanOrEqual(0.51e-6);
        expect(Math.abs(fix.lon - was.lon)).toBeLessThanOrEqual(0.51e-6);
        expect(Math.abs(fix.accuracyM - was.accuracyM)).toBeLessThanOrEqual(0.5);
      });
    }
  });

  it('carries at most 500 fixes a chunk and loses none', () => {
    for (const fixes of walks) {
      const chunks = chunked(fixes);
      expect(chunks.every((chunk) => chunk.length > 0 && chunk.length <= 500)).toBe(true);
      expect(chunks.flat()).toEqual(fixes);
    }
  });
});

describe('trimming', () => {
  it('sends nothing within the drawn lengths of where the walk began, from the start on', () => {
    walks.forEach((fixes, seed) => {
      const trim = drawTrimM(seeded(seed));
      const from = afterStart(fixes, trim);
      expect(fixes.slice(0, from).every((fix) => distanceM(fix, fixes[0]!) < trim)).toBe(true);
      if (from < fixes.length) expect(distanceM(fixes[from]!, fixes[0]!)).toBeGreaterThanOrEqual(trim);
    });
  });

  it('cuts the end the same way', () => {
    walks.forEach((fixes, seed) => {
      const trim = drawTrimM(seeded(seed));
      const count = beforeEnd(fixes, trim);
      expect(fixes.slice(count).every((fix) => distanceM(fix, fixes.at(-1)!) < trim)).toBe(true);
      if (count > 0) expect(distanceM(fixes[count - 1]!, fixes.at(-1)!)).toBeGreaterThanOrEqual(trim);
    });
  });

  it('holds back on the way everything within the longest trim of here and of the start', () => {
    for (const fixes of walks) {
      const { from, to } = sendable(fixes, { startM: 50, endM: 50 }, false);
      const last = fixes[to - 1];
      if (!last || to === from) continue;
      expect(distanceM(last, fixes.at(-1)!)).toBeGreaterThanOrEqual(TRIM.mostM);
    }
  });

  it('sends nothing of circles around the home before the walk has ended', () => {
    const around = Array.from({ length: 400 }, (_, i) => ({
      lat: 37.76 + 0.0015 * Math.sin(i / 5),
      lon: 126.77,
      t: 1_790_000_000_000 + i * 10_000,
      accuracyM: 5,
      gapBefore: false,
    }));
    const { from, to } = sendable(around, { startM: 50, endM: 50 }, false);
    expect(to - from).toBe(0);
  });

  it('draws between 50 and 200 m', () => {
    expect(drawTrimM(() => 0)).toBe(50);
    expect(drawTrimM(() => 1 - 2 ** -32)).toBeLessThan(200.0001);
  });

  it('leaves nothing of a walk around the block', () => {
    const block = walks[3]!.map((fix, i) => ({ ...fix, lat: 37.76 + 0.0003 * Math.sin(i), lon: 126.77 }));
    const { from, to } = sendable(block, { startM: 100, endM: 100 }, true);
    expect(to - from).toBe(0);
  });
});

describe('what is kept and drawn', () => {
  const here = { lat: 37.76, lon: 126.77, accuracyM: 8, t: 1_790_000_000_000, gapBefore: false };

  it('takes a fix every 10 m or 15 s', () => {
    expect(isWorthKeeping(here, null)).toBe(true);
    expect(isWorthKeeping({ ...here, t: here.t + 5000 }, here)).toBe(false);
    expect(isWorthKeeping({ ...here, t: here.t + 15_000 }, here)).toBe(true);
    expect(isWorthKeeping({ ...here, t: here.t + 2000, lat: here.lat + 0.0001 }, here)).toBe(true);
    expect(isWorthKeeping({ ...here, t: here.t - 60_000, lat: here.lat + 0.01 }, here)).toBe(false);
  });

  it('measures as a map does', () => {
    // One minute of arc along a meridian is a nautical mile on the mean sphere: 1853.2 m.
    expect(distanceM({ lat: 37, lon: 127 }, { lat: 37 + 1 / 60, lon: 127 })).toBeCloseTo(1853.25, 1);
  });
});
