import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import { isSwipe, lifted, WITHIN_MS } from './swipe';

const from = { x: 100, y: 600, at: 0 };

it('wakes on one long, quick swipe upwards', () => {
  expect(isSwipe(from, { x: 120, y: 300, at: 400 }, 800)).toBe(true);
  expect(isSwipe(from, { x: 120, y: 500, at: 400 }, 800)).toBe(false);
  expect(isSwipe(from, { x: 100, y: 900, at: 400 }, 800)).toBe(false);
  expect(isSwipe(from, { x: 500, y: 300, at: 400 }, 800)).toBe(false);
  expect(isSwipe(from, { x: 100, y: 300, at: WITHIN_MS + 1 }, 800)).toBe(false);
});

it('never wakes on a tap, and shows how far a finger has come', () => {
  const near = fc.integer({ min: -20, max: 20 });
  fc.assert(
    fc.property(near, near, fc.nat(3000), (dx, dy, at) => {
      const now = { x: from.x + dx, y: from.y + dy, at };
      expect(isSwipe(from, now, 640)).toBe(false);
      expect(lifted(from, now, 640)).toBeLessThan(0.2);
    }),
  );
  expect(lifted(from, { x: 0, y: 0, at: 1 }, 800)).toBe(1);
});
