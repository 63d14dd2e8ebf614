import { beforeEach, expect, it } from 'vitest';

import { MEMBER, newPhone } from './testing/phone';
import { distanceM, type Fix } from './walk-track';

const START = 1_790_000_000_000;

function fixesOf(count: number): Fix[] {
  return Array.from({ length: count }, (_, i) => ({
    t: START + i * 10_000 + (i % 3) * 137,
    lat: 37.76 + 0.004 * Math.sin(i / 40),
    lon: 126.77 + 0.004 * Math.cos(i / 40),
    accuracyM: 4.3 + (i % 5),
    gapBefore: i === 700,
  }));
}

beforeEach(() => newPhone());

async function keep(fixes: Fix[], endedAt: number | null, delivered = 1) {
  const { beginWalk, changeWalk, keepFixes } = await import('./walk-store');
  const none = { outcome: null, companions: [], distanceM: 0, fixCount: 0, gaps: 0, checkIns: 0 };
  const trims = { trimStartM: 50, trimEndM: 50, sentFixes: 0, chunks: 0, items: 0, delivered: 0 };
  await beginWalk({ id: 'w', memberId: MEMBER, startedAt: START, endedAt: null, ...none, ...trims });
  for (let i = 0; i < fixes.length; i += 5) await keepFixes('w', fixes.slice(i, i + 5), {}, false);
  await changeWalk('w', { endedAt, delivered });
}

it('packs a walk that is over, and reads it as it was to a second, 11 cm and a metre', async () => {
  const fixes = fixesOf(1500);
  await keep(fixes, START + 20_000_000);
  const { readWalk, tidyWalks } = await import('./walk-store');
  const { read } = await import('./db');
  await tidyWalks(MEMBER, START);
  const rows = await read((db) => db.getAll('fixes'));
  expect(rows).toHaveLength(1);
  expect(rows[0]!.packed!.byteLength / fixes.length).toBeLessThan(6);
  const { walk, fixes: again } = await readWalk('w');
  expect(walk!.packed).toBe(true);
  expect(again).toHaveLength(fixes.length);
  again.forEach((fix, i) => {
    expect(distanceM(fix, fixes[i]!)).toBeLessThan(0.12);
    expect(Math.abs(fix.t - fixes[i]!.t)).toBeLessThanOrEqual(500);
    expect(fix.gapBefore).toBe(fixes[i]!.gapBefore);
  });
  await tidyWalks(MEMBER, START);
  expect((await readWalk('w')).fixes).toEqual(again);
});

it.each([
  ['under way', null, 1],
  ['that is not all at the desk', START + 1_000_000, 0],
])('leaves a walk %s as it is', async (_, endedAt, delivered) => {
  const fixes = fixesOf(23);
  await keep(fixes, endedAt, delivered);
  const { readWalk, tidyWalks } = await import('./walk-store');
  await tidyWalks(MEMBER, START);
  expect((await readWalk('w')).fixes).toEqual(fixes);
});
