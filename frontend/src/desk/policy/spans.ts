/** Durations as people write them: a count and its unit. */

export const UNITS = ['second', 'minute', 'hour', 'day'] as const;
export type Unit = (typeof UNITS)[number];

const SECONDS: Record<Unit, number> = { second: 1, minute: 60, hour: 3600, day: 86_400 };

/** The largest unit that holds it whole: 90 seconds, 2 minutes, 3 days. */
export function split(seconds: number): { count: number; unit: Unit } {
  const unit = seconds === 0 ? 'second' : UNITS.findLast((one) => seconds % SECONDS[one] === 0);
  return { count: seconds / SECONDS[unit ?? 'second'], unit: unit ?? 'second' };
}

/** Whole seconds; null when that is no number or not whole. */
export function join(text: string, unit: Unit): number | null {
  if (!/^\d{1,6}([.,]\d{1,4})?$/.test(text.trim())) return null;
  const seconds = Number(text.trim().replace(',', '.')) * SECONDS[unit];
  return Number.isInteger(seconds) ? seconds : null;
}
