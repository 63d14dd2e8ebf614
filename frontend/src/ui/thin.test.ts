import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import { BESIDE, thin, type Point } from './thin';

const place = fc.tuple(
  fc.double({ min: 0, max: 360, noNaN: true }),
  fc.double({ min: 0, max: 196, noNaN: true }),
);

function beside([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const squared = dx * dx + dy * dy;
  const along = squared === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / squared));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

it('keeps both ends, in order, and never leaves the line by more than a hair', () => {
  fc.assert(
    fc.property(fc.array(place, { minLength: 1, maxLength: 60 }), (points) => {
      const kept = thin(points);
      expect(kept[0]).toEqual(points[0]);
      expect(kept.at(-1)).toEqual(points.at(-1));
      expect(kept.length).toBeLessThanOrEqual(points.length);
      for (const point of points) {
        const near = kept.length === 1 ? beside(point, kept[0]!, kept[0]!) : Infinity;
        const least = kept
          .slice(1)
          .reduce((most, end, index) => Math.min(most, beside(point, kept[index]!, end)), near);
        expect(least).toBeLessThanOrEqual(BESIDE + 0.7 + 1e-9);
      }
    }),
  );
});

it('draws a straight street with two points and a crowd on one spot with few', () => {
  const street = Array.from({ length: 5000 }, (_, index): Point => [index / 20, 40]);
  expect(thin(street)).toHaveLength(2);
  const waiting = Array.from({ length: 5000 }, (_, index): Point => [100 + Math.sin(index) * 0.2, 50]);
  expect(thin(waiting).length).toBeLessThan(5);
});

it('leaves little of 5,000 points of a winding walk', () => {
  const winding = Array.from({ length: 5000 }, (_, index): Point => [
    180 + (index / 32) * Math.cos(index / 90),
    98 + (index / 60) * Math.sin(index / 90),
  ]);
  expect(thin(winding).length).toBeLessThan(700);
});
