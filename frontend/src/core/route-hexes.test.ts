import { expect, it } from 'vitest';

import { cellsIn, hexCorners } from './route-hexes';
import { hexGround } from './testing/hex-ground';

const size = ({ lat, lon }: { lat: number; lon: number }, at: number) =>
  Math.hypot(lat, lon * Math.cos((at * Math.PI) / 180)) * 111_320;

it('finds the six corners between the neighbours, all equally far', () => {
  const cells = hexGround(2);
  const corners = hexCorners(cells, 0);
  expect(corners).toHaveLength(6);
  for (const corner of corners) expect(size(corner, cells[0]!.lat)).toBeCloseTo(131 / Math.sqrt(3), 0);
});

it('borrows the shape of another cell at the edge, and has one of its own when nobody has neighbours', () => {
  const cells = hexGround(2);
  expect(hexCorners(cells, 18)).toEqual(hexCorners(cells, 0));
  const alone = hexCorners(hexGround(0), 0);
  expect(alone.map((corner) => Math.round(size(corner, 37.76)))).toEqual(Array.from({ length: 6 }, () => 76));
});

it('draws only what lies in the picture', () => {
  const cells = hexGround(5);
  const { lat, lon } = cells[0]!;
  expect(
    cellsIn(cells, { south: lat - 1e-4, north: lat + 1e-4, west: lon - 1e-4, east: lon + 1e-4 }),
  ).toEqual([0]);
  expect(cellsIn(cells, { south: -90, north: 90, west: -180, east: 180 })).toHaveLength(cells.length);
});
