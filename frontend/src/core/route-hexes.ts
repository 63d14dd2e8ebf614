/** The shape of a cell, found from where its neighbours are: no map library is needed to draw one. Pure. */
import type { DebtCell, Place } from './route-suggestion';

/** Half of resolution 10, when no cell has enough neighbours to tell. */
const RADIUS_LAT = 0.00068;

/** Six corners as differences of degrees to the middle of any cell nearby. */
export function hexCorners(cells: readonly DebtCell[], about: number): Place[] {
  const around = neighboursOf(cells, about) ?? firstWhole(cells);
  const middle = cells[about] ?? { lat: 0, lon: 0 };
  if (!around) {
    const stretch = 1 / Math.max(0.2, Math.cos((middle.lat * Math.PI) / 180));
    return Array.from({ length: 6 }, (_, corner) => {
      const angle = (corner * Math.PI) / 3;
      return { lat: RADIUS_LAT * Math.sin(angle), lon: RADIUS_LAT * stretch * Math.cos(angle) };
    });
  }
  // A corner is where three cells meet: the mean of this middle (0) and those of two neighbours side by side.
  return around.map((a, place) => {
    const b = around[(place + 1) % 6]!;
    return { lat: (a.lat + b.lat) / 3, lon: (a.lon + b.lon) / 3 };
  });
}

/** The differences to all six neighbours in turn, or null when one is missing. */
function neighboursOf(cells: readonly DebtCell[], index: number): Place[] | null {
  const cell = cells[index];
  const near = cell?.near.flatMap((other) => cells[other] ?? []) ?? [];
  if (!cell || near.length !== 6) return null;
  return near
    .map(({ lat, lon }) => ({ lat: lat - cell.lat, lon: lon - cell.lon }))
    .toSorted((a, b) => Math.atan2(a.lat, a.lon) - Math.atan2(b.lat, b.lon));
}

function firstWhole(cells: readonly DebtCell[]): Place[] | null {
  for (let index = 0; index < cells.length; index += 1) {
    const around = neighboursOf(cells, index);
    if (around) return around;
  }
  return null;
}

export interface Box {
  south: number;
  north: number;
  west: number;
  east: number;
}

/** The cells that lie in a box, by index; a drawing needs no others. */
export function cellsIn(cells: readonly DebtCell[], box: Box): number[] {
  return cells.flatMap(({ lat, lon }, index) =>
    lat >= box.south && lat <= box.north && lon >= box.west && lon <= box.east ? index : [],
  );
}
