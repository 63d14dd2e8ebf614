import { describe, expect, it } from 'vitest';

import {
  addressOfCoverage,
  byBand,
  type CoverageCell,
  coverageFiltersFrom,
  coverageSums,
  debtOf,
  leastWalkedFirst,
  levelOf,
  nobodyWalked,
  placesOf,
  visitsOf,
  youngDays,
} from './coverage';

const cell = (id: string, walks: number[], change: Partial<CoverageCell> = {}): CoverageCell => ({
  cell: id,
  boundary: [],
  lat: 37.76,
  lon: 126.77,
  walks,
  walkers: 1,
  last_at: null,
  debt: [0, 3, 3, 3, 3, 3],
  ...change,
});
const NONE = [0, 0, 0, 0, 0, 0];

describe('coverage', () => {
  it('counts visits of the whole day or of one band', () => {
    const one = cell('a', [0, 1, 2, 0, 3, 0]);
    expect(visitsOf(one, null)).toBe(6);
    expect(visitsOf(one, '4')).toBe(3);
    expect(byBand([one, one])).toEqual([0, 2, 4, 0, 6, 0]);
    expect([0, 1, 2, 4, 5, 99].map(levelOf)).toEqual([0, 1, 2, 2, 3, 3]);
  });

  it('owes nothing at night, and the middle of the day’s bands otherwise', () => {
    expect(debtOf({ debt: [0, 3, 3, 3, 3, 3] }, null)).toBe(3);
    expect(debtOf({ debt: [0, 3, 1, 0, 0, 1] }, null)).toBe(1);
    expect(debtOf({ debt: [0, 3, 1, 0, 0, 1] }, '0')).toBe(0);
    expect(debtOf({ debt: [0, 3, 1, 0, 0, 1] }, '1')).toBe(3);
  });

  it('names what nobody visited: never first, then the longest ago', () => {
    const cells = [
      cell('walked', [0, 0, 1, 0, 0, 0]),
      cell('lately', NONE, { last_at: '2026-11-10T00:00:00Z' }),
      cell('never', NONE),
      cell('long', NONE, { last_at: '2026-10-01T00:00:00Z' }),
    ];
    expect(nobodyWalked(cells, null).map((one) => one.cell)).toEqual(['never', 'long', 'lately']);
    expect(nobodyWalked(cells, '5')).toHaveLength(4);
    expect(leastWalkedFirst(cells, null).at(-1)?.cell).toBe('walked');
  });

  it('puts cells that are called the same in one line', () => {
    const cells = [
      cell('a', NONE),
      cell('b', NONE, { last_at: '2026-11-01T00:00:00Z' }),
      cell('c', NONE, { last_at: '2026-11-02T00:00:00Z' }),
      cell('d', NONE),
    ];
    expect(placesOf(cells, ({ cell: id }) => (id === 'd' ? 'far' : 'near'))).toEqual([
      { where: 'near', cells: 3, last_at: '2026-11-02T00:00:00Z' },
      { where: 'far', cells: 1, last_at: null },
    ]);
  });

  it('never rounds up to everything or down to nothing', () => {
    const many = (walked: number, of: number) =>
      coverageSums(
        Array.from({ length: of }, (_, i) => cell(String(i), i < walked ? [1, 0, 0, 0, 0, 0] : NONE)),
        null,
      ).percent;
    expect(many(999, 1000)).toBe(99);
    expect(many(1, 1000)).toBe(1);
    expect(many(0, 10)).toBe(0);
    expect(many(10, 10)).toBe(100);
    expect(coverageSums([], null).percent).toBe(0);
  });

  it('tells how young its walks are', () => {
    const now = Date.parse('2026-11-23T00:00:00Z');
    expect(youngDays('2026-11-20T00:00:00Z', '7', now)).toBe(3);
    expect(youngDays('2026-11-01T00:00:00Z', '7', now)).toBeNull();
    expect(youngDays('2026-11-01T00:00:00Z', '28', now)).toBe(22);
    expect(youngDays(null, '7', now)).toBeNull();
  });

  it('keeps the choice in the address', () => {
    expect(addressOfCoverage(coverageFiltersFrom({}))).toBe('/desk/coverage');
    const filters = coverageFiltersFrom({ days: '28', band: '4', show: 'debt' });
    expect(addressOfCoverage(filters)).toBe('/desk/coverage?days=28&band=4&show=debt');
    expect(coverageFiltersFrom({ days: '9', band: '7', show: 'x' })).toEqual({
      days: '7',
      band: null,
      show: 'visits',
    });
  });
});
