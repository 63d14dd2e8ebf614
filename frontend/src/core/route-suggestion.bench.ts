/** How long a suggestion takes on a large neighbourhood; `npx vitest bench --run`, wanted under 50 ms. */
import { bench, describe } from 'vitest';

import { MINUTES, suggestRoute } from './route-suggestion';
import { hexGround } from './testing/hex-ground';

const debts = Array.from({ length: 997 }, (_, index) => (Math.imul(index, 2_654_435_761) >>> 7) % 4);
const cells = hexGround(31, { debts });

describe(`${cells.length} cells`, () => {
  let turn = 0;
  for (const minutes of MINUTES) {
    bench(
      `${minutes} minutes`,
      () => {
        turn += 1;
        suggestRoute(cells, { from: null, minutes, band: 2, day: `2026-11-24 ${turn}` });
      },
      { time: 400 },
    );
  }
});
