import { beforeEach, expect, it } from 'vitest';

import { keepIdentity } from './identity';
import { chooseRoute, chosenRoute, forgetRoute, KEPT_MS, recallRoute } from './route-chosen';

const route = { line: [{ lat: 37.76, lon: 126.77 }], metres: 1048, minutes: 16 };
const NOW = Date.parse('2026-11-24T08:00:00+09:00');

beforeEach(async () => {
  await forgetRoute();
  await keepIdentity({ memberId: 'mina', deviceId: 'phone' });
});

/** As after the page was closed and opened again. */
async function opened(at: number) {
  chosenRoute.value = null;
  await recallRoute(at);
  return chosenRoute.value;
}

it('is there again when the page was closed during the walk, for the same day only', async () => {
  await chooseRoute(route, NOW);
  expect(await opened(NOW + 3600_000)).toEqual(route);
  expect(await opened(NOW + KEPT_MS + 1)).toBeNull();
});

it('is nobody else’s', async () => {
  await chooseRoute(route, NOW);
  await keepIdentity({ memberId: 'juno', deviceId: 'phone' });
  expect(await opened(NOW)).toBeNull();
});

it('is gone when the walk is over', async () => {
  await chooseRoute(route, NOW);
  await forgetRoute();
  expect(await opened(NOW)).toBeNull();
});
