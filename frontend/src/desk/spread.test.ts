import { describe, expect, it } from 'vitest';

import { spread } from './spread';

const distance = (a: { x: number; y: number }, b: { x: number; y: number }) =>
  Math.hypot(a.x - b.x, a.y - b.y);

describe('spread', () => {
  it('leaves marks alone that do not touch', () => {
    const spots = [
      { x: 0, y: 0 },
      { x: 100, y: 0 },
    ];
    expect(spread(spots, 30)).toEqual(spots);
  });

  it('parts marks on the same place and near neighbours', () => {
    const spots = [0, 0, 0, 12, 20].map((x) => ({ x, y: 0 }));
    const moved = spread(spots, 30);
    for (const [i, a] of moved.entries()) {
      for (const b of moved.slice(i + 1)) expect(distance(a, b)).toBeGreaterThan(27);
    }
  });

  it('gives the same picture for the same places', () => {
    const spots = [0, 0, 5].map((x) => ({ x, y: x }));
    expect(spread(spots, 30)).toEqual(spread(spots, 30));
  });
});
