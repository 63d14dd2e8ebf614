/** Clocks on walls: local days and times of a zone, and the moments they mean. Pure. */

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** `2026-11-24` and `09:30` of an instant, in a time zone. */
export function dayAndTime(at: number, zone: string): { day: string; time: string } {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  const [day = '', time = ''] = parts.format(at).split(' ');
  return { day, time };
}

/** Midnight of a calendar day as if it were UTC (milliseconds): for counting days. */
export function dayMs(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

export function addDays(day: string, count: number): string {
  return new Date(dayMs(day) + count * DAY_MS).toISOString().slice(0, 10);
}

/** From one calendar day to another. */
export function daysApart(from: string, to: string): number {
  return Math.round((dayMs(to) - dayMs(from)) / DAY_MS);
}

/** 0 is Monday. */
export function weekdayOf(day: string): number {
  return (new Date(dayMs(day)).getUTCDay() + 6) % 7;
}

/** 1320 → `22:00`, as a time field wants it. */
export function clockOf(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** `22:00` → 1320; null for anything else. */
export function minutesOf(clock: string): number | null {
  const match = /^([01]?\d|2[0-3]):([0-5]\d)(?::\d\d)?$/.exec(clock.trim());
  return match === null ? null : Number(match[1]) * 60 + Number(match[2]);
}

/** How far a zone's wall clock is ahead of UTC at a moment (milliseconds). */
function aheadOfUtc(at: number, zone: string): number {
  const { day, time } = dayAndTime(at, zone);
  const shown = Date.parse(`${day}T${time}:00Z`);
  return shown - Math.floor(at / MINUTE_MS) * MINUTE_MS;
}

/**
 * The moment of a time of a local day (milliseconds), as the server reckons it: a time that comes twice is the first of
 * both, one that a clock put forward skips is as long after the change as it would have stood after it.
 */
export function momentOf(day: string, minute: number, zone: string): number {
  const wanted = dayMs(day) + minute * MINUTE_MS;
  const before = aheadOfUtc(wanted - DAY_MS, zone);
  const after = aheadOfUtc(wanted + DAY_MS, zone);
  const first = wanted - before;
  if (before === after || first + aheadOfUtc(first, zone) === wanted) return first;
  const second = wanted - after;
  return second + aheadOfUtc(second, zone) === wanted ? second : first;
}

/** Whether the zone has this day at all: whoever moves the date line leaves one out. */
export function dayExists(day: string, zone: string): boolean {
  return dayAndTime(momentOf(day, 12 * 60, zone), zone).day === day;
}

/** "아침 9시 반", "오후 3시 20분"; never "21:30", which nobody says aloud. */
export function koreanTime(time: string): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const part =
    hour === 0 || hour >= 21
      ? '밤'
      : hour < 5
        ? '새벽'
        : hour < 10
          ? '아침'
          : hour < 12
            ? '오전'
            : hour === 12
              ? '낮'
              : hour < 18
                ? '오후'
                : '저녁';
  const past = minute === 0 ? '' : minute === 30 ? ' 반' : ` ${minute}분`;
  return `${part} ${hour % 12 || 12}시${past}`;
}

/** "9 am", "9:30 am". */
export function englishTime(time: string): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const past = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`;
  if (minute === 0 && hour % 12 === 0) return hour === 0 ? 'midnight' : 'noon';
  return `${hour % 12 || 12}${past} ${hour < 12 ? 'am' : 'pm'}`;
}
