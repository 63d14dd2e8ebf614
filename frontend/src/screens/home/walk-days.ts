/** The last seven days of walking as numbers. Pure. */

export interface Walk {
  id: string;
  /** Milliseconds, in the phone's own days. */
  startedAt: number;
  endedAt: number | null;
  distanceM: number;
}

export interface WalkedDays {
  days: { at: number; walked: boolean }[];
  count: number;
  metres: number;
  minutes: number;
}

/** Seven days ending today; a day begins at the phone's midnight, also when the clocks change. */
export function weekOf(walks: readonly Walk[], now: number): WalkedDays {
  const starts = Array.from({ length: 8 }, (_, index) => {
    const day = new Date(now);
    day.setHours(0, 0, 0, 0);
    day.setDate(day.getDate() - 6 + index);
    return day.getTime();
  });
  const [from, until] = [starts[0]!, starts[7]!];
  const inside = walks.filter(({ startedAt, endedAt }) => endedAt && startedAt >= from && startedAt < until);
  const days = starts.slice(0, 7).map((at, index) => ({
    at,
    walked: inside.some(({ startedAt }) => startedAt >= at && startedAt < starts[index + 1]!),
  }));
  const spent = inside.reduce((sum, { startedAt, endedAt }) => sum + Math.max(0, endedAt! - startedAt), 0);
  return {
    days,
    count: days.filter(({ walked }) => walked).length,
    metres: inside.reduce((sum, { distanceM }) => sum + distanceM, 0),
    minutes: Math.round(spent / 60_000),
  };
}
