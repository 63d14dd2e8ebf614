import { expect, it } from 'vitest';

import { frameOf, scaleLength, wayTo } from './geometry';

const home = { lat: 37.7585, lon: 126.7795 };

it('keeps every place inside the margins, north up and east right', () => {
  const places = [home, { lat: 37.77, lon: 126.79 }, { lat: 37.75, lon: 126.785 }];
  const frame = frameOf(places, 360, 200, 20);
  for (const place of places) {
    const [x, y] = frame.at(place);
    expect(x).toBeGreaterThanOrEqual(20);
    expect(x).toBeLessThanOrEqual(340);
    expect(y).toBeGreaterThanOrEqual(20);
    expect(y).toBeLessThanOrEqual(180);
  }
  const [westX, southY] = frame.at(home);
  const [eastX, northY] = frame.at({ lat: home.lat + 0.001, lon: home.lon + 0.001 });
  expect(eastX).toBeGreaterThan(westX);
  expect(northY).toBeLessThan(southY);
});

it('does not blow up a walk on the spot', () => {
  expect(frameOf([home], 360, 200, 20).metresPerUnit).toBeGreaterThan(0.1);
});

it('measures a way and its direction', () => {
  const north = wayTo(home, { ...home, lat: home.lat + 0.001 });
  expect(north.metres).toBeCloseTo(111.3, 0);
  expect(north.bearing).toBeCloseTo(0, 5);
  expect(wayTo(home, { ...home, lon: home.lon + 0.001 }).bearing).toBeCloseTo(90, 5);
});

it.each([
  [1, 90, 50],
  [0.3, 90, 20],
  [4, 90, 200],
  [12, 90, 1000],
])('prints a round length for %d m a unit', (metres, units, length) => {
  expect(scaleLength(metres, units)).toBe(length);
});
