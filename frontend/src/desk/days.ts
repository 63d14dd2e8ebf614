/** Days, months and hours of the neighbourhood's calendar, wherever the desk's computer thinks it is. */
import { zoneHere } from '../core/zone';

const two = (value: number) => String(value).padStart(2, '0');

/** `2026-11-23` of this moment, by the neighbourhood's calendar. */
export function localDay(ms: number): string {
  return new Date(ms + offsetMs(ms)).toISOString().slice(0, 10);
}

/** When the clocks there show this; null while it is not complete. A time that a change of clocks skips is the one after it. */
export function momentOf(day: string, time: string): Date | null {
  const shown = Date.parse(`${day}T${time}Z`);
  if (Number.isNaN(shown)) return null;
  const near = shown - offsetMs(shown);
  return new Date(shown - offsetMs(near));
}

/** How far the clocks there are ahead of UTC. */
function offsetMs(ms: number): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: zoneHere(),
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(ms);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return shown - Math.floor(ms / 1000) * 1000;
}

export function localMonth(ms: number): string {
  return localDay(ms).slice(0, 7);
}

/** A month that is on the calendar, else null. */
export function monthFrom(given: string | undefined): string | null {
  return given !== undefined && /^\d{4}-(0[1-9]|1[0-2])$/.test(given) ? given : null;
}

/** The month `by` months later, or earlier when negative. */
export function monthAway(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const months = year * 12 + number - 1 + by;
  return `${Math.floor(months / 12)}-${two((months % 12) + 1)}`;
}
