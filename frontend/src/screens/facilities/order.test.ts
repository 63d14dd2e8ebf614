import { expect, it } from 'vitest';

import type { Facility } from '../../core/facilities';
import { inOrder, onTheWay } from './order';

const here = { lat: 37.76, lon: 126.77 };
const at = (metres: number, label: string, due = false): Facility => ({
  id: label,
  kind: 'lamp',
  label,
  number: null,
  lat: here.lat + metres / 111_195,
  lon: here.lon,
  every_days: 30,
  last_checked_at: null,
  last_working: null,
  next_due_at: null,
  due,
});
const labels = (items: readonly Facility[]) => items.map(({ label }) => label);

it('shows the nearest first and says how far', () => {
  const shown = inOrder([at(300, 'far'), at(20, 'near'), at(90, 'middle', true)], here);
  expect(labels(shown)).toEqual(['near', 'middle', 'far']);
  expect(Math.round(shown[0]!.metres!)).toBe(20);
});

it('without a position shows what is due, then by name as people count', () => {
  const shown = inOrder([at(0, '가로등 10'), at(0, '가로등 2'), at(0, '벤치', true)], null);
  expect(labels(shown)).toEqual(['벤치', '가로등 2', '가로등 10']);
  expect(shown[0]!.metres).toBeNull();
});

it('on the way leaves out what is far and begins with what is due', () => {
  const shown = onTheWay([at(900, 'far', true), at(20, 'fresh'), at(120, 'due', true)], here);
  expect(labels(shown)).toEqual(['due', 'fresh']);
});
