/** The desk's words in the reader's language; they travel with the desk's own chunk, not with home. */
import { formatAge, formatDistance, lang, texts } from '../core/i18n';
import type ko from '../locales/desk.ko';
import { asSpan } from './ages';
import { localDay } from './days';
import { zoneHere } from '../core/zone';
import type { Direction } from './geometry';

const desk = texts<typeof ko>({
  ko: () => import('../locales/desk.ko'),
  en: () => import('../locales/desk.en'),
});

export const loadDeskTexts = desk.load;
export const say = desk.t;
export type DeskKey = keyof typeof ko;

type Loose = (key: string, params?: Record<string, string | number>) => string;

/** For a word the server may add to later: an unknown one falls back instead of showing a key. */
export function sayOr(key: string, otherwise: DeskKey, params?: Record<string, string | number>): string {
  const found = (say as Loose)(key, params);
  return found === key ? (say as Loose)(otherwise, params) : found;
}

export function sayCategory(category: string | null): string {
  return sayOr(`category.${category ?? 'other'}`, 'category.other');
}

/** `3분`, `3 min`: the largest whole unit. */
export function saySpan(seconds: number): string {
  const { unit, count } = asSpan(seconds);
  return new Intl.NumberFormat(lang.value, { style: 'unit', unit, unitDisplay: 'short' }).format(count);
}

/** `3분 전` against the server's clock; ages never lie in the future. */
export function sayAgo(at: string, nowMs: number): string {
  return formatAge(Math.min(Date.parse(at), nowMs), nowMs);
}

export function sayWhere(where: { direction: Direction; metres: number } | null): string {
  if (where === null) return say('where.unknown');
  if (where.metres < 100) return say('where.centre');
  return say('where.away', {
    direction: say(`direction.${where.direction}`),
    distance: formatDistance(where.metres),
  });
}

/** Hour and minute; with the day as well when it was not today. */
export function sayTime(at: string, nowMs: number): string {
  const date = new Date(at);
  const today = localDay(nowMs) === localDay(date.getTime());
  return new Intl.DateTimeFormat(lang.value, {
    timeZone: zoneHere(),
    hour: 'numeric',
    minute: '2-digit',
    ...(today ? {} : { month: 'short', day: 'numeric' }),
  }).format(date);
}

export function sayName(name: string): string {
  return say('alert.person', { name });
}

/** With seconds, for a history in which seconds matter. */
export function sayClock(at: string, nowMs: number): string {
  const date = new Date(at);
  const today = localDay(nowMs) === localDay(date.getTime());
  return new Intl.DateTimeFormat(lang.value, {
    timeZone: zoneHere(),
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    ...(today ? {} : { month: 'numeric', day: 'numeric' }),
  }).format(date);
}

/** A calendar day, `2026-11-23`, as people of this language write it. */
export function sayDay(day: string): string {
  return new Intl.DateTimeFormat(lang.value, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`));
}

/** Day, weekday and hour of something arranged; the year only when it is another one. */
export function sayWhen(at: string, nowMs: number): string {
  const date = new Date(at);
  const sameYear = localDay(nowMs).slice(0, 4) === localDay(date.getTime()).slice(0, 4);
  return new Intl.DateTimeFormat(lang.value, {
    ...(sameYear ? {} : { year: 'numeric' }),
    month: 'long',
    day: 'numeric',
    weekday: 'short',
    timeZone: zoneHere(),
    hour: 'numeric',
    minute: '2-digit',
  }).format(date);
}

/** `2시간 5분`, `2 hr 5 min`: minutes as people say them. */
export function sayMinutes(minutes: number): string {
  const unit = (count: number, of: 'hour' | 'minute') =>
    new Intl.NumberFormat(lang.value, { style: 'unit', unit: of, unitDisplay: 'short' }).format(count);
  const [hours, rest] = [Math.floor(minutes / 60), Math.round(minutes % 60)];
  if (hours === 0) return unit(rest, 'minute');
  return rest === 0 ? unit(hours, 'hour') : `${unit(hours, 'hour')} ${unit(rest, 'minute')}`;
}

/** `2026년 11월` of `2026-11`. */
export function sayMonth(month: string): string {
  return new Intl.DateTimeFormat(lang.value, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  );
}
