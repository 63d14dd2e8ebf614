import { describe, expect, it } from 'vitest';

import { sendable, type Fix } from './walk-track';
import { trimmedM } from './walk-trimmed';

const walked = (count: number): Fix[] =>
  Array.from({ length: count }, (_, i) => ({
    lat: 37.7589 + (i * 12) / 111_195,
    lon: 126.7744,
    t: 1_795_000_000_000 + i * 10_000,
    accuracyM: 6,
    gapBefore: false,
  }));

describe('what the phone cuts off', () => {
  it('is said for a short walk, in steps of 50 m and never too much', () => {
    const fixes = walked(40);
    const { from, to } = sendable(fixes, { startM: 150, endM: 193 }, true);
    expect(to - from).toBeGreaterThan(0);
    expect(trimmedM(fixes, from, to)).toBe(350);
  });

  it('is all of a walk that stays near home', () => {
    expect(trimmedM(walked(12), 12, 12)).toBe(100);
    expect(trimmedM([], 0, 0)).toBe(0);
  });

  it('is never more than two ends', () => {
    const there = walked(80);
    const back = walked(80)
      .toReversed()
      .map((fix, i) => ({ ...fix, t: there.at(-1)!.t + (i + 1) * 10_000 }));
    expect(trimmedM([...there, ...back], 160, 160)).toBe(400);
  });

  it('is nothing when nothing was cut', () => {
    expect(trimmedM(walked(40), 0, 40)).toBe(0);
  });
});
