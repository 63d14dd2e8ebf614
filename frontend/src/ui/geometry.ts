/** Places on a drawing: longitude and latitude laid flat around their middle. */
export interface Place {
  lat: number;
  lon: number;
}

export interface Frame {
  width: number;
  height: number;
  /** Metres of one drawing unit. */
  metresPerUnit: number;
  at: (place: Place) => [x: number, y: number];
}

const METRES_PER_DEGREE = 111_320;

/** Fits all places into a drawing; a walk on the spot is not blown up below `leastM` metres. */
export function frameOf(
  places: readonly Place[],
  width: number,
  height: number,
  margin: number,
  leastM = 60,
): Frame {
  const first = places[0] ?? { lat: 0, lon: 0 };
  let [south, north, west, east] = [first.lat, first.lat, first.lon, first.lon];
  for (const { lat, lon } of places) {
    south = Math.min(south, lat);
    north = Math.max(north, lat);
    west = Math.min(west, lon);
    east = Math.max(east, lon);
  }
  const middle = { lat: (south + north) / 2, lon: (west + east) / 2 };
  const shrink = Math.cos((middle.lat * Math.PI) / 180);
  const wide = Math.max((east - west) * METRES_PER_DEGREE * shrink, leastM);
  const high = Math.max((north - south) * METRES_PER_DEGREE, leastM);
  const metresPerUnit = Math.max(wide / (width - 2 * margin), high / (height - 2 * margin));
  return {
    width,
    height,
    metresPerUnit,
    at: ({ lat, lon }) => [
      round(width / 2 + ((lon - middle.lon) * METRES_PER_DEGREE * shrink) / metresPerUnit),
      round(height / 2 - ((lat - middle.lat) * METRES_PER_DEGREE) / metresPerUnit),
    ],
  };
}

/** Rough metres and compass bearing (degrees, north is 0) from one place to another. */
export function wayTo(from: Place, to: Place): { metres: number; bearing: number } {
  const north = (to.lat - from.lat) * METRES_PER_DEGREE;
  const east = (to.lon - from.lon) * METRES_PER_DEGREE * Math.cos((from.lat * Math.PI) / 180);
  return {
    metres: Math.hypot(north, east),
    bearing: ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360,
  };
}

/** A length worth printing beside a drawing: 1, 2 or 5 times a power of ten. */
export function scaleLength(metresPerUnit: number, units: number): number {
  const wanted = metresPerUnit * units;
  const power = 10 ** Math.floor(Math.log10(wanted));
  return (wanted / power >= 5 ? 5 : wanted / power >= 2 ? 2 : 1) * power;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
