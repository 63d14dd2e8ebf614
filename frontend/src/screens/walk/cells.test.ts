import { expect, it } from 'vitest';

import { cellsSeen } from './cells';
import { segmentsOf } from './read-walk';

const step = (metres: number) => metres / 111_320;

it('counts each square once, however long somebody stays', () => {
  const here = { lat: 37.7585, lon: 126.7795 };
  expect(cellsSeen([])).toBe(0);
  expect(cellsSeen([[here, here], [here]])).toBe(1);
});

it('counts about one square for each 100 m of a straight street', () => {
  const street = Array.from({ length: 101 }, (_, index) => ({ lat: 37.75 + step(index * 10), lon: 126.78 }));
  expect(cellsSeen([street])).toBeGreaterThanOrEqual(10);
  expect(cellsSeen([street])).toBeLessThanOrEqual(12);
});

it('reads a track with gaps, one without, and none', () => {
  const line = [
    [126.78, 37.75],
    [126.79, 37.76],
  ];
  expect(segmentsOf({ geometry: { type: 'MultiLineString', coordinates: [line, line] } })).toHaveLength(2);
  expect(segmentsOf({ geometry: { type: 'LineString', coordinates: line } })[0]?.[1]).toEqual({
    lat: 37.76,
    lon: 126.79,
  });
  expect(segmentsOf({ geometry: null })).toEqual([]);
});
