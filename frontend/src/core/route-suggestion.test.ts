import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  bandAt,
  dayAt,
  LONGEST,
  METRES_PER_MINUTE,
  MINUTES,
  SHORTEST,
  suggestRoute,
  type DebtCell,
  type Suggestion,
  type Wish,
} from './route-suggestion';
import { hexGround } from './testing/hex-ground';

const HERE = { lat: 37.7612, lon: 126.7735 };
const wish = (change: Partial<Wish> = {}): Wish => ({
  from: HERE,
  minutes: 15,
  band: 2,
  day: '2026-11-24',
  ...change,
});

const debts = (count: number) =>
  fc.array(fc.integer({ min: 0, max: 3 }), { minLength: count, maxLength: count });
/** A disc of cells of which some are missing, so that bays and islands come about. */
const anyGround = fc
  .record({
    rings: fc.integer({ min: 0, max: 9 }),
    holes: fc.integer({ min: 0, max: 60 }),
    seed: fc.integer(),
  })
  .chain(({ rings, holes, seed }) =>
    debts(97).map((given) => hexGround(rings, { debts: given, holes: holes / 100, seed })),
  );
const anyWish = fc.record({
  minutes: fc.constantFrom(...MINUTES),
  band: fc.integer({ min: 0, max: 5 }),
  day: fc.stringMatching(/^2026-1[0-2]-[0-2][0-9]$/),
  from: fc.option(
    fc.record({ lat: fc.double({ min: 37.75, max: 37.77, noNaN: true }), lon: fc.constant(126.7735) }),
  ),
});

const debtAt = (cell: DebtCell, band: number) => cell.debt[band] ?? 0;
const lengthOf = (cells: readonly DebtCell[], path: readonly number[]) =>
  path.slice(1).reduce((sum, index, step) => sum + apart(cells[path[step]!]!, cells[index]!), 0);
function apart(a: DebtCell, b: DebtCell): number {
  const east = (b.lon - a.lon) * Math.cos((a.lat * Math.PI) / 180);
  return Math.hypot(east, b.lat - a.lat) * 111_320;
}

/** What somebody would write in five minutes; the suggestion may never be worse. */
function simplest(cells: readonly DebtCell[], begin: number, asked: Wish): { gain: number; metres: number } {
  const most = asked.minutes * METRES_PER_MINUTE * LONGEST;
  const home = cells.map(() => Number.POSITIVE_INFINITY);
  home[begin] = 0;
  for (let changed = true; changed;) {
    changed = false;
    cells.forEach((cell, index) => {
      for (const near of cell.near) {
        const far = home[near]! + apart(cell, cells[near]!);
        if (far < home[index]! - 1e-6) {
          home[index] = far;
          changed = true;
        }
      }
    });
  }
  const seen = new Set([begin]);
  let [at, metres] = [begin, 0];
  for (;;) {
    const open = cells[at]!.near.filter(
      (to) => !seen.has(to) && metres + apart(cells[at]!, cells[to]!) + home[to]! <= most * 0.999,
    );
    if (open.length === 0) break;
    const next = open
      .toSorted((a, b) => a - b)
      .reduce((best, to) => (debtAt(cells[to]!, asked.band) > debtAt(cells[best]!, asked.band) ? to : best));
    metres += apart(cells[at]!, cells[next]!);
    seen.add(next);
    at = next;
  }
  while (at !== begin) {
    const from = at;
    at = cells[from]!.near.reduce((best, to) =>
      apart(cells[from]!, cells[to]!) + home[to]! < apart(cells[from]!, cells[best]!) + home[best]!
        ? to
        : best,
    );
    metres += apart(cells[from]!, cells[at]!);
    seen.add(at);
  }
  return { gain: [...seen].reduce((sum, cell) => sum + debtAt(cells[cell]!, asked.band), 0), metres };
}

function holds(cells: readonly DebtCell[], asked: Wish, route: Suggestion): void {
  const { path } = route;
  expect(path[0]).toBe(path.at(-1));
  expect(path.length).toBeGreaterThan(2);
  path.slice(1).forEach((index, step) => {
    const [a, b] = [path[step]!, index];
    expect(cells[a]!.near.includes(b) || cells[b]!.near.includes(a)).toBe(true);
  });
  expect(route.line).toEqual(path.map((index) => ({ lat: cells[index]!.lat, lon: cells[index]!.lon })));
  const target = asked.minutes * METRES_PER_MINUTE;
  expect(Math.abs(route.metres - lengthOf(cells, path))).toBeLessThan(target * 0.01);
  expect(route.metres).toBeLessThanOrEqual(target * LONGEST + 1);
  const all = [...new Set(path)].map((index) => debtAt(cells[index]!, asked.band));
  expect(route.gain).toBe(all.reduce((sum, debt) => sum + debt, 0));
  expect(route.rare + route.quiet).toBe(all.filter((debt) => debt > 0).length);
}

describe('a suggested route', () => {
  it('is a connected loop within the length on any ground, islands and holes included', () => {
    fc.assert(
      fc.property(anyGround, anyWish, (cells, asked) => {
        const route = suggestRoute(cells, asked);
        if (cells.every((cell) => cell.near.length === 0)) expect(route).toBeNull();
        else holds(cells, asked, route!);
      }),
      { numRuns: 120 },
    );
  });

  it('is about as long as wished wherever there is room', () => {
    fc.assert(
      fc.property(debts(97), anyWish, (given, asked) => {
        const cells = hexGround(9, { debts: given });
        const route = suggestRoute(cells, asked)!;
        const target = asked.minutes * METRES_PER_MINUTE;
        expect(route.metres).toBeGreaterThanOrEqual(target * SHORTEST - 1);
        expect(route.metres).toBeLessThanOrEqual(target * 1.2);
      }),
      { numRuns: 60 },
    );
  });

  it('begins at the cell where I am', () => {
    fc.assert(
      fc.property(fc.nat(270), fc.constantFrom(...MINUTES), (number, minutes) => {
        const cells = hexGround(9);
        const { lat, lon } = cells[number]!;
        const route = suggestRoute(cells, wish({ from: { lat: lat + 0.0002, lon }, minutes }))!;
        expect(route.path[0]).toBe(number);
        expect(route.awayM).toBeLessThan(30);
      }),
      { numRuns: 40 },
    );
  });

  it('is never worse than always going to the neediest neighbour', () => {
    fc.assert(
      fc.property(anyGround, anyWish, (cells, asked) => {
        const route = suggestRoute(cells, asked);
        if (!route) return;
        const simple = simplest(cells, route.path[0]!, asked);
        if (simple.metres >= asked.minutes * METRES_PER_MINUTE * SHORTEST * 1.01)
          expect(route.gain).toBeGreaterThanOrEqual(simple.gain);
      }),
      { numRuns: 120 },
    );
  });

  it('finds the alley that few people walk though busy cells lie between', () => {
    const cells = hexGround(9, { debts: [0] });
    const alley = cells.findIndex((cell) => apart(cell, cells[0]!) > 250 && apart(cell, cells[0]!) < 300);
    cells[alley] = { ...cells[alley]!, debt: [3, 3, 3, 3, 3, 3] };
    const route = suggestRoute(cells, wish())!;
    expect(route.path).toContain(alley);
    expect(route.rare).toBe(1);
  });

  it('is the same all day, and not the same every day', () => {
    const cells = hexGround(15, { debts: [1, 2, 1, 0, 3, 1, 2] });
    const days = Array.from({ length: 14 }, (_, day) => `2026-11-${10 + day}`);
    const routes = days.map((day) => suggestRoute(cells, wish({ day, minutes: 30 }))!);
    expect(suggestRoute(cells, wish({ day: days[3]!, minutes: 30 }))).toEqual(routes[3]);
    expect(new Set(routes.map((route) => route.path.join())).size).toBeGreaterThan(4);
    const gains = routes.map((route) => route.gain);
    expect(Math.min(...gains)).toBeGreaterThan(0.85 * Math.max(...gains));
  });

  it('looks at the band of the hour asked for', () => {
    const cells = hexGround(9).map((cell) => ({
      ...cell,
      debt: cell.lat > HERE.lat ? [0, 0, 3, 0, 0, 0] : [0, 0, 0, 0, 0, 3],
    }));
    const north = suggestRoute(cells, wish({ band: 2 }))!;
    const south = suggestRoute(cells, wish({ band: 5 }))!;
    const middle = (route: Suggestion) => route.line.reduce((sum, at) => sum + at.lat, 0) / route.line.length;
    expect(middle(north)).toBeGreaterThan(middle(south));
  });

  it('has nothing to say about nothing', () => {
    expect(suggestRoute([], wish())).toBeNull();
    expect(suggestRoute(hexGround(0), wish())).toBeNull();
    const broken = [{ cell: 'a', lat: Number.NaN, lon: 0, near: [0, 7, -1], debt: [] }];
    expect(suggestRoute(broken, wish())).toBeNull();
  });

  it('goes as far as an island goes, and tells its true length', () => {
    const pair = hexGround(1).slice(0, 2);
    const cells = pair.map((cell, index) => ({ ...cell, near: [1 - index] }));
    const route = suggestRoute(cells, wish({ minutes: 60 }))!;
    expect(route.path).toEqual([0, 1, 0]);
    expect(route.minutes).toBe(4);
  });

  it('begins at the nearest cell with neighbours, from the middle when nobody knows where I am', () => {
    const alone = { ...hexGround(0)[0]!, lat: HERE.lat + 0.01 };
    const cells = [...hexGround(5), alone];
    const far = suggestRoute(cells, wish({ from: { lat: HERE.lat + 0.0101, lon: HERE.lon } }))!;
    expect(far.path).not.toContain(cells.length - 1);
    expect(far.awayM).toBeGreaterThan(200);
    expect(suggestRoute(hexGround(5), wish({ from: null }))!.path[0]).toBe(0);
  });
});

it('reads band and day in the time of the neighbourhood', () => {
  const at = Date.parse('2026-11-23T23:30:00Z');
  expect([bandAt(at, 'Asia/Seoul'), dayAt(at, 'Asia/Seoul')]).toEqual([2, '2026-11-24']);
  expect([bandAt(at, 'UTC'), dayAt(at, 'UTC')]).toEqual([5, '2026-11-23']);
  expect(bandAt(Date.parse('2026-11-23T15:10:00Z'), 'Asia/Seoul')).toBe(0);
});
