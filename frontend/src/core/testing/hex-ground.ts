/** Made-up ground for tests of routes: a disc of hexagons as the server would list them. */
import { hashOf, mood } from '../route-ground';
import type { DebtCell } from '../route-suggestion';

const MIDDLE = { lat: 37.7612, lon: 126.7735 };
/** Metres between the middles of two cells of resolution 10. */
const STEP_M = 131;
const SIDES = [
  [1, 0],
  [0, 1],
  [-1, 1],
  [-1, 0],
  [0, -1],
  [1, -1],
] as const;

interface Options {
  /** Given out in turn, one for each cell and band. */
  debts?: readonly number[];
  /** What share of the cells is missing, chosen by `seed`; the middle stays. */
  holes?: number;
  seed?: number;
}

/** The middle first, then ring by ring. */
export function hexGround(rings: number, { debts = [1], holes = 0, seed = 0 }: Options = {}): DebtCell[] {
  const spots: [q: number, r: number][] = [[0, 0]];
  for (let ring = 1; ring <= rings; ring += 1) {
    let [q, r] = [0, -ring];
    for (const [dq, dr] of SIDES) {
      for (let step = 0; step < ring; step += 1) {
        spots.push([q, r]);
        q += dq;
        r += dr;
      }
    }
  }
  const mixed = hashOf(String(seed));
  const there = spots.filter((_, index) => index === 0 || mood(mixed, index) >= holes);
  const index = new Map(there.map(([q, r], each) => [`${q} ${r}`, each]));
  return there.map(([q, r], each) => ({
    cell: `cell-${q}-${r}`,
    lat: MIDDLE.lat + (STEP_M * (Math.sqrt(3) / 2) * r) / 111_320,
    lon: MIDDLE.lon + (STEP_M * (q + r / 2)) / (111_320 * Math.cos((MIDDLE.lat * Math.PI) / 180)),
    near: SIDES.flatMap(([dq, dr]) => index.get(`${q + dq} ${r + dr}`) ?? []),
    debt: Array.from({ length: 6 }, (_, band) => debts[(each * 7 + band * 3) % debts.length] ?? 0),
  }));
}
