/** How much of a walk the phone keeps to itself, said coarsely: the exact length would help to find a door. Pure. */
import { WalkMeter } from './walk-meter';
import { TRIM, type Fix } from './walk-track';

const STEP_M = 50;

/** Metres walked before and after `[from, to)`, in whole steps of 50 and no more than two ends can hold. */
export function trimmedM(fixes: readonly Fix[], from: number, to: number): number {
  const cut = from < to ? [fixes.slice(0, from + 1), fixes.slice(to - 1)] : [fixes];
  const metres = cut.reduce((sum, end) => sum + new WalkMeter(end).distanceM, 0);
  return Math.min(2 * TRIM.mostM, Math.floor(metres / STEP_M) * STEP_M);
}
