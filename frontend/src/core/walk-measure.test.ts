import { describe, expect, it } from 'vitest';

import distance from '../../../tests/geo/vectors/distance.json';
import { join, measure } from './walk-measure';
import { WalkMeter } from './walk-meter';
import { ClockSense, judge } from './walk-rules';
import type { Fix } from './walk-track';

interface Case {
  name: string;
  fixes: number[][];
  pieces: number[];
  metres: number;
  jumps: number;
  paused_s: number;
  set_aside: Record<string, string>;
}
const cases = (distance.cases as unknown as Case[]).map((each) => [each.name, each] as const);

function columns(fixes: number[][]) {
  const column = (index: number) => fixes.map((fix) => fix[index]!);
  return { t: column(0), lat: column(1), lon: column(2), acc: column(3) };
}

describe('a walk is measured as the server does', () => {
  it.each(cases)('%s', (_, { fixes, pieces, metres, jumps, paused_s, set_aside }) => {
    let from = 0;
    let sum = { distanceM: 0, jumps: 0, pausedS: 0 };
    const aside: Record<string, string> = {};
    let before = null;
    for (const size of pieces) {
      const piece = measure(columns(fixes.slice(from, from + size)));
      const between = before ? join(before, piece.ends) : { distanceM: 0, jumps: 0, pausedS: 0 };
      sum = {
        distanceM: sum.distanceM + piece.distanceM + between.distanceM,
        jumps: sum.jumps + piece.jumps + between.jumps,
        pausedS: sum.pausedS + piece.pausedS + between.pausedS,
      };
      for (const [index, reason] of piece.aside) aside[String(from + index)] = reason;
      before = piece.ends;
      from += size;
    }
    expect(sum.distanceM).toBeGreaterThanOrEqual(metres * 0.995);
    expect(sum.distanceM).toBeLessThanOrEqual(metres * 1.005);
    expect(sum).toMatchObject({ jumps, pausedS: paused_s });
    expect(aside).toEqual(set_aside);
  });
});

const fix = (t: number, lat: number, lon: number, accuracyM = 6, gapBefore = false): Fix => ({
  t: t * 1000,
  lat,
  lon,
  accuracyM,
  gapBefore,
});

/** A four-hour walk round and round the neighbourhood. */
function longWalk(count: number): Fix[] {
  return Array.from({ length: count }, (_, i) => {
    const turn = i / 600;
    const reach = 0.004 + 0.002 * Math.sin(i / 400);
    return fix(
      1_790_000_000 + i * 3,
      37.76 + reach * Math.sin(turn),
      126.77 + reach * Math.cos(turn) + 0.00002 * Math.sin(i * 7),
      5 + (i % 7),
      i > 0 && i % 1700 === 0,
    );
  });
}

describe('a walk that grows', () => {
  it('measures fix by fix as it does from the kept ones', () => {
    const fixes = longWalk(1200);
    const grown = new WalkMeter();
    for (const each of fixes) grown.add(each);
    const kept = new WalkMeter(fixes);
    expect(grown.distanceM).toBeCloseTo(kept.distanceM, 6);
    expect(grown.trail).toEqual(kept.trail);
  });

  it('draws 5,000 fixes with a few hundred points, within metres of the true line', () => {
    const fixes = longWalk(5000);
    const meter = new WalkMeter();
    let slowest = 0;
    for (const each of fixes) {
      meter.add(each);
      slowest = Math.max(
        slowest,
        meter.trail.reduce((sum, line) => sum + line.length, 0),
      );
    }
    expect(slowest).toBeLessThanOrEqual(401);
    expect(meter.trail).toHaveLength(3);
    expect(meter.trail[0]![0]).toEqual(fixes[0]);
    expect(meter.trail.at(-1)!.at(-1)).toEqual(fixes.at(-1));
  });

  it('breaks the line at a jump and counts a lone outlier', () => {
    const meter = new WalkMeter();
    for (let i = 0; i < 8; i += 1) meter.add(fix(1_790_000_000 + i * 10, 37.752 + i * 0.00011, 126.761));
    meter.add(fix(1_790_000_080, 37.79, 126.761));
    meter.add(fix(1_790_000_090, 37.75299, 126.761));
    meter.add(fix(1_790_000_100, 37.7531, 126.761));
    expect(meter).toMatchObject({ jumps: 0, jumped: 1 });
    expect(meter.trail).toHaveLength(1);
    expect(meter.distanceM).toBeLessThan(130);
  });

  it('does not grow while standing still for four hours', () => {
    const meter = new WalkMeter();
    let seed = 7;
    const noise = () => {
      seed = (seed * 1664525 + 1013904223) % 2 ** 32;
      return (seed / 2 ** 32 - 0.5) * 0.00012;
    };
    for (let i = 0; i < 960; i += 1)
      meter.add(fix(1_790_000_000 + i * 15, 37.752 + noise(), 126.761 + noise(), 8));
    expect(meter.distanceM).toBeLessThan(20);
  });
});

describe('a position is judged', () => {
  const NOW = Date.UTC(2026, 10, 23, 12);
  const here = { lat: 37.76, lon: 126.77, accuracyM: 8, t: NOW };

  it.each([
    ['good', here, null],
    ['at 0,0', { ...here, lat: 0.0005, lon: -0.0005 }, 'zero_place'],
    ['of the year 2000', { ...here, t: Date.UTC(2000, 0, 1) }, 'too_old'],
    ['of eleven minutes ago', { ...here, t: NOW - 11 * 60_000 }, 'too_old'],
    ['of six minutes from now', { ...here, t: NOW + 6 * 60_000 }, 'future'],
    ['coarse', { ...here, accuracyM: 100.5 }, 'coarse'],
    ['without an accuracy', { ...here, accuracyM: Number.NaN }, 'coarse'],
    ['off the globe', { ...here, lat: 91 }, 'coarse'],
  ])('%s', (_, reading, reason) => {
    expect(judge(reading, NOW)).toBe(reason);
  });

  it('believes the phone when its clock and the satellites differ steadily', () => {
    const sense = new ClockSense();
    const times = [0, 10_000, 20_000, 30_000].map((ms) => sense.timeOf(NOW - 3_600_000 + ms, NOW + ms));
    expect(times.slice(0, 2)).toEqual([NOW - 3_600_000, NOW - 3_590_000]);
    expect(times.slice(2)).toEqual([NOW + 20_000, NOW + 30_000]);
  });

  it('does not believe a position out of a memory, however often it comes', () => {
    const sense = new ClockSense();
    for (let i = 0; i < 20; i += 1)
      expect(sense.timeOf(NOW - 3_600_000, NOW + i * 10_000)).toBe(NOW - 3_600_000);
  });
});
