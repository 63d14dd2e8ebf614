/** Days and times of promises as people say them: "내일 아침 9시", "화요일 저녁 7시". */
import type { Due } from '../../core/promise-standing';
import { lang } from '../../core/i18n';
import { todayFor } from '../../core/promise-standing';
import { clockOf, dayMs, daysApart, englishTime, koreanTime } from '../../core/wall-clock';
import { tp } from '../../locales/plan';

export function timeWords(minute: number): string {
  return lang.value === 'ko' ? koreanTime(clockOf(minute)) : englishTime(clockOf(minute));
}

/** Day and clock, as near as words go. */
export function dayAndTimeWords(day: string, minute: number, today: string): string {
  const time = timeWords(minute);
  const away = daysApart(today, day);
  if (away === 0) return tp('when.today', { time });
  if (away === 1) return tp('when.tomorrow', { time });
  if (away === -1) return tp('when.yesterday', { time });
  return tp('when.other', { day: away > 1 && away < 7 ? weekdayWord(day) : dayWords(day), time });
}

export function whenWords(promise: Due, now: number): string {
  return dayAndTimeWords(promise.day, promise.minute, todayFor(promise, now)) + elsewhere(promise);
}

/** The clock alone where it is today's, else with its day. */
export function timeOrWhen(promise: Due, now: number): string {
  if (todayFor(promise, now) !== promise.day) return whenWords(promise, now);
  return timeWords(promise.minute) + elsewhere(promise);
}

/** A phone in another zone shows another time: both are told. */
function elsewhere({ due_at, minute }: Due): string {
  const due = new Date(due_at);
  const here = due.getHours() * 60 + due.getMinutes();
  // A clock that was put forward moves a promise by as much, and is no other place.
  if (here === minute || Math.abs(here - minute) === 60) return '';
  return ` (${tp('when.here', { time: timeWords(here) })})`;
}

/** "12월 5일 토요일" */
export function dayWords(day: string): string {
  return new Intl.DateTimeFormat(lang.value, {
    month: 'long',
    day: 'numeric',
    weekday: lang.value === 'ko' ? 'long' : 'short',
    timeZone: 'UTC',
  }).format(dayMs(day));
}

export function weekdayWord(day: string): string {
  return new Intl.DateTimeFormat(lang.value, { weekday: 'long', timeZone: 'UTC' }).format(dayMs(day));
}

/** Minutes as people say them: "30분", "1시간 30분". */
export function spanWords(minutes: number): string {
  const unit = (count: number, of: 'hour' | 'minute') =>
    new Intl.NumberFormat(lang.value, {
      style: 'unit',
      unit: of,
      unitDisplay: lang.value === 'ko' ? 'short' : 'long',
    }).format(count);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return unit(rest, 'minute');
  return rest === 0 ? unit(hours, 'hour') : `${unit(hours, 'hour')} ${unit(rest, 'minute')}`;
}
