import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { lightOf, monthAt, shifted, split, topOf, weeksOf } from './months';

const anyMonth = fc
  .tuple(fc.integer({ min: 2020, max: 2040 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, month]) => `${year}-${String(month).padStart(2, '0')}`);

describe('months', () => {
  it('go there and back', () => {
    fc.assert(
      fc.property(anyMonth, fc.integer({ min: -40, max: 40 }), (month, by) => {
        expect(shifted(shifted(month, by), -by)).toBe(month);
      }),
    );
    expect(shifted('2026-01', -1)).toBe('2025-12');
    expect(shifted('2026-12', 1)).toBe('2027-01');
  });

  it('are those of the neighbourhood', () => {
    expect(monthAt(Date.parse('2026-10-31T16:00:00Z'), 'Asia/Seoul')).toBe('2026-11');
    expect(monthAt(Date.parse('2026-10-31T16:00:00Z'), 'UTC')).toBe('2026-10');
  });

  it('have every day once, in weeks of seven from Monday', () => {
    fc.assert(
      fc.property(anyMonth, (month) => {
        const weeks = weeksOf(month, []);
        expect(weeks.every((week) => week.length === 7)).toBe(true);
        const numbers = weeks.flat().flatMap((day) => day?.number ?? []);
        expect(numbers).toEqual(numbers.map((_, index) => index + 1));
        const last = new Date(`${month}-${numbers.length}T00:00:00Z`);
        expect(last.getUTCMonth() + 1).toBe(Number(month.slice(5)));
        const monday = weeks[1]?.[0];
        expect(new Date(`${month}-${String(monday?.number).padStart(2, '0')}T00:00:00Z`).getUTCDay()).toBe(1);
      }),
    );
  });

  it('light the days that were walked', () => {
    const [first] = weeksOf('2026-11', [{ day: '2026-11-01', minutes: 42, walks: 1 }]);
    expect(first).toEqual([null, null, null, null, null, null, { number: 1, minutes: 42, light: 2 }]);
  });
});

it('gets brighter with time, and a walk still to be confirmed is lit too', () => {
  expect([0, 10, 30, 60].map((minutes) => lightOf(minutes, minutes ? 1 : 0))).toEqual([0, 1, 2, 3]);
  expect(lightOf(0, 1)).toBe(1);
});

it('splits minutes and finds a top for the bars', () => {
  expect(split(125)).toEqual({ hours: 2, minutes: 5 });
  expect(split(-3)).toEqual({ hours: 0, minutes: 0 });
  expect([[], [0], [61], [239], [241], [700]].map(topOf)).toEqual([1, 1, 2, 4, 8, 12]);
});
