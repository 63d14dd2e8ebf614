/** What of the phone's positions is believed: the same rules as the server's. Pure. */

/** Why a position was left out of the walk. */
export type SetAsideReason = 'too_old' | 'zero_place' | 'future' | 'jump' | 'mock' | 'coarse';
export interface SetAsideCount {
  reason: SetAsideReason;
  count: number;
}

export interface Reading {
  lat: number;
  lon: number;
  accuracyM: number;
  /** Milliseconds, as the position itself says. */
  t: number;
}

export const KEPT_ACCURACY_M = 100;
export const GOOD_ACCURACY_M = 40;
/** 1e-6 degrees around 0,0 in which no place is meant. */
export const ZERO_PLACE = 1000;
const FIRST_MS = Date.UTC(2020, 0, 1);
const TOO_OLD_MS = 10 * 60_000;
const FUTURE_MS = 5 * 60_000;

/** Why this position does not count, or null. `now` is the phone's clock as it came. */
export function judge({ lat, lon, accuracyM, t }: Reading, now: number): SetAsideReason | null {
  const [north, east] = [Math.abs(lat) * 1e6, Math.abs(lon) * 1e6];
  if (north <= ZERO_PLACE && east <= ZERO_PLACE) return 'zero_place';
  if (!(accuracyM >= 0 && accuracyM <= KEPT_ACCURACY_M) || !(north <= 90e6) || !(east <= 180e6))
    return 'coarse';
  if (!(t >= FIRST_MS) || t < now - TOO_OLD_MS) return 'too_old';
  return t > now + FUTURE_MS ? 'future' : null;
}

const SAME_OFFSET_MS = 5000;
const BELIEVED_AFTER = 3;

/**
 * Tells a stale position from two clocks that disagree: satellites and a phone set by hand differ by the same amount each
 * time, and then the phone's clock is taken. A position from a memory grows older and older.
 */
export class ClockSense {
  private offset = Number.NaN;
  private same = 0;

  /** The time to take for a position that says `t` and came `now`. */
  timeOf(t: number, now: number): number {
    const offset = t - now;
    this.same = Math.abs(offset - this.offset) <= SAME_OFFSET_MS ? this.same + 1 : 1;
    this.offset = offset;
    const odd = offset > FUTURE_MS || offset < -TOO_OLD_MS;
    return odd && this.same >= BELIEVED_AFTER ? now : t;
  }
}

/** Adds one of a reason. */
export function counted(counts: readonly SetAsideCount[], reason: SetAsideReason, more = 1): SetAsideCount[] {
  if (more === 0) return [...counts];
  const found = counts.find((each) => each.reason === reason);
  if (!found) return [...counts, { reason, count: more }];
  return counts.map((each) => (each === found ? { reason, count: each.count + more } : each));
}
