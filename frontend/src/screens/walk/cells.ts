/** How much of the neighbourhood a walk looked at. */
import type { Place } from '../../ui/geometry';

const CELL_M = 100;
const METRES_PER_DEGREE = 111_320;

/** Squares of about 100 m by 100 m that the walk touched. */
export function cellsSeen(segments: readonly (readonly Place[])[]): number {
  const seen = new Set<string>();
  for (const { lat, lon } of segments.flat()) {
    const row = Math.floor((lat * METRES_PER_DEGREE) / CELL_M);
    // The row's own latitude, so that one square is the same for everyone in it.
    const shrink = Math.cos((((row * CELL_M) / METRES_PER_DEGREE) * Math.PI) / 180);
    seen.add(`${row} ${Math.floor((lon * METRES_PER_DEGREE * shrink) / CELL_M)}`);
  }
  return seen.size;
}
