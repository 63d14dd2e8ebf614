import { expect, it } from 'vitest';

import { weekOf, type Walk } from './walk-days';

const now = new Date(2026, 10, 23, 18, 0).getTime();
const walk = (daysAgo: number, hour: number, minutes = 30): Walk => {
  const at = new Date(2026, 10, 23 - daysAgo, hour, 0).getTime();
  return { id: `${daysAgo} ${hour}`, startedAt: at, endedAt: at + minutes * 60_000, distanceM: 500 };
};

it('lights each day once, today last', () => {
  const week = weekOf([walk(0, 7), walk(0, 17), walk(2, 23)], now);
  expect(week.days.map(({ walked }) => walked)).toEqual([false, false, false, false, true, false, true]);
  expect(week).toMatchObject({ count: 2, metres: 1500, minutes: 90 });
});

it('begins at midnight six days ago and counts only what has ended', () => {
  expect(weekOf([walk(6, 0), walk(7, 23)], now).count).toBe(1);
  expect(weekOf([{ ...walk(0, 8), endedAt: null }], now).count).toBe(0);
});
