/** How old things are, against the server's clock: a desk computer's own clock may be wrong. */

/** Milliseconds to add to this computer's clock to get the server's, from an answer's own time. */
export function clockOffset(serverNow: string, hereMs: number): number {
  const server = Date.parse(serverNow);
  return Number.isNaN(server) ? 0 : server - hereMs;
}

/** Whole seconds from `at` to `nowMs`; never below zero. */
export function secondsSince(at: string, nowMs: number): number {
  return Math.max(0, Math.floor((nowMs - Date.parse(at)) / 1000));
}

/** Whole seconds left until `at`; zero when it has passed. */
export function secondsUntil(at: string, nowMs: number): number {
  return Math.max(0, Math.ceil((Date.parse(at) - nowMs) / 1000));
}

export interface Span {
  unit: 'second' | 'minute' | 'hour' | 'day';
  count: number;
}

/** The largest unit that is at least one: 59 s, 3 minutes, 2 hours, 4 days. */
export function asSpan(seconds: number): Span {
  if (seconds < 60) return { unit: 'second', count: Math.floor(seconds) };
  if (seconds < 3600) return { unit: 'minute', count: Math.floor(seconds / 60) };
  if (seconds < 86400) return { unit: 'hour', count: Math.floor(seconds / 3600) };
  return { unit: 'day', count: Math.floor(seconds / 86400) };
}

/** ISO 8601 duration for `<time datetime>`. */
export function asDuration(seconds: number): string {
  return `PT${Math.floor(seconds)}S`;
}
