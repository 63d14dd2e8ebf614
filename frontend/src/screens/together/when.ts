/** When a walk is, in the words people use: "내일 아침 9시 반"; and the moment that a day and a time mean here. */
import { formatDay, formatTime, lang } from '../../core/i18n';
import { dayAndTime, daysApart, koreanTime } from '../../core/wall-clock';
import { zoneHere } from '../../core/zone';
import { tt } from '../../locales/together';

/** The instant of a local day and time, or null when they are none. An hour that a zone skips comes out as the next one. */
export function instantOf(day: string, time: string, zone: string): number | null {
  const wanted = Date.parse(`${day}T${time.slice(0, 5)}:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !Number.isFinite(wanted)) return null;
  let at = wanted;
  // Twice: the first guess may lie on the other side of a change of the clocks.
  for (let round = 0; round < 2; round += 1) {
    const shown = dayAndTime(at, zone);
    at += wanted - Date.parse(`${shown.day}T${shown.time}:00Z`);
  }
  return at;
}

/** How many midnights lie between, in the zone's own days. */
export function daysBetween(from: number, to: number, zone: string): number {
  return daysApart(dayAndTime(from, zone).day, dayAndTime(to, zone).day);
}

export function timeInWords(startsAt: number, zone: string): string {
  const { time } = dayAndTime(startsAt, zone);
  if (lang.value === 'ko') return koreanTime(time);
  return new Intl.DateTimeFormat('en', { timeZone: zone, hour: 'numeric', minute: '2-digit' })
    .format(startsAt)
    .replace(':00', '')
    .replace(/\u202f/g, ' ')
    .toLowerCase();
}

export function whenInWords(startsAt: string | number, now: number, zone: string = zoneHere()): string {
  const at = typeof startsAt === 'number' ? startsAt : Date.parse(startsAt);
  const time = timeInWords(at, zone);
  const away = daysBetween(now, at, zone);
  if (away === 0) return tt('when.today', { time });
  if (away === 1) return tt('when.tomorrow', { time });
  if (away === 2) return tt('when.dayAfter', { time });
  const format: Intl.DateTimeFormatOptions =
    away > 2 && away < 7
      ? { weekday: 'long' }
      : { month: 'long', day: 'numeric', weekday: lang.value === 'ko' ? 'long' : 'short' };
  const day = new Intl.DateTimeFormat(lang.value, { timeZone: zone, ...format }).format(at);
  return tt('when.other', { day, time });
}

/** The leaf of a calendar beside a walk: the day's number and its weekday. */
export function leafOf(startsAt: string, zone: string = zoneHere()): { number: string; weekday: string } {
  const at = Date.parse(startsAt);
  const weekday = new Intl.DateTimeFormat(lang.value, { timeZone: zone, weekday: 'short' }).format(at);
  return { number: String(Number(dayAndTime(at, zone).day.slice(8))), weekday };
}

/** For screen readers and records: the whole date. */
export function inFull(startsAt: string): string {
  return `${formatDay(startsAt)} ${formatTime(startsAt)}`;
}
