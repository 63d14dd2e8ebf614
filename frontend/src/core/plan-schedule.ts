/** When a plan falls due and what follows a silence, worked out on the phone: for showing it before it is sent. Pure; the server decides. */
import type { Plan, PlanTerms, Rung } from '../api/promises';
import {
  addDays,
  clockOf,
  dayAndTime,
  dayExists,
  daysApart,
  minutesOf,
  momentOf,
  weekdayOf,
} from './wall-clock';

export const MOST_PLANS = 3;
export const MOST_TIMES = 6;
export const CLOSEST_MIN = 60;
export const MOST_DAYS_APART = 14;
export const PAUSE_MOST_DAYS = 14;
/** On the last evening of a pause at six. */
export const REMINDED_AT_MIN = 18 * 60;

export type Schedule = Pick<Plan, 'times' | 'weekdays' | 'every_days' | 'zone' | 'first_day' | 'last_day'>;

export type Flaw =
  | 'no_times'
  | 'no_days'
  | 'too_many_times'
  | 'times_too_close'
  | 'not_a_time'
  | 'not_a_step'
  | 'no_such_zone'
  | 'never_due';

/** Which part of the form a flaw belongs to. */
export const FIELD_OF: Record<Flaw, 'times' | 'days' | 'zone' | 'span'> = {
  no_times: 'times',
  too_many_times: 'times',
  times_too_close: 'times',
  not_a_time: 'times',
  no_days: 'days',
  not_a_step: 'days',
  no_such_zone: 'zone',
  never_due: 'span',
};

/** The server's reason as ours, or null when it is about something else. */
export function flawOf(slug: string | null): Flaw | null {
  const name = slug?.replace(/^plan-/, '').replaceAll('-', '_') ?? '';
  return name in FIELD_OF ? (name as Flaw) : null;
}

/** Everything that makes it one that can never be kept, or never be missed. */
export function flaws(schedule: Schedule, now: number): Flaw[] {
  const found = flawsOfTimes(schedule.times);
  if (schedule.weekdays?.length === 0) found.push('no_days');
  const step = schedule.every_days;
  if (!Number.isInteger(step) || step < 1 || step > MOST_DAYS_APART) found.push('not_a_step');
  if (!isZone(schedule.zone)) found.push('no_such_zone');
  if (found.length === 0 && nextDue(schedule, now) === null) found.push('never_due');
  return found;
}

function flawsOfTimes(times: readonly string[]): Flaw[] {
  const minutes = times.map(minutesOf);
  if (times.length === 0) return ['no_times'];
  if (minutes.includes(null)) return ['not_a_time'];
  const sorted = ordered(times).map((time) => minutesOf(time)!);
  if (sorted.length > MOST_TIMES) return ['too_many_times'];
  const round = [...sorted, sorted[0]! + 24 * 60];
  return round.some((late, index) => index > 0 && late - round[index - 1]! < CLOSEST_MIN)
    ? ['times_too_close']
    : [];
}

function isZone(zone: string): boolean {
  try {
    return dayAndTime(0, zone).day !== '';
  } catch {
    return false; // what Intl throws for a name that is none
  }
}

export interface Due {
  day: string;
  minute: number;
  /** Milliseconds. */
  at: number;
}

/** The first promise after a moment, or null when none comes. */
export function nextDue(schedule: Schedule, after: number): Due | null {
  const today = addDays(dayAndTime(after, schedule.zone).day, -1);
  let day = today > schedule.first_day ? today : schedule.first_day;
  // Any week and any two weeks come round in it, with a day left out by the zone.
  for (let tries = 0; tries < 2 * MOST_DAYS_APART + 4; tries += 1, day = addDays(day, 1)) {
    if (schedule.last_day !== null && day > schedule.last_day) return null;
    if (!holdsOn(schedule, day) || !dayExists(day, schedule.zone)) continue;
    const [first] = schedule.times
      .map((time) => minutesOf(time) ?? 0)
      .map((minute) => ({ day, minute, at: momentOf(day, minute, schedule.zone) }))
      .filter(({ at }) => at > after)
      .toSorted((a, b) => a.at - b.at);
    if (first) return first;
  }
  return null;
}

function holdsOn(schedule: Schedule, day: string): boolean {
  if (schedule.weekdays !== null) return schedule.weekdays.includes(weekdayOf(day));
  return daysApart(schedule.first_day, day) % schedule.every_days === 0;
}

/** When each step around a promise comes (milliseconds), the soonest first. */
export function ladderOf(
  dueAt: number,
  graceMin: number,
  { plan_quiet_min, plan_soon_min, plan_desk_after_min }: PlanTerms,
): { rung: Rung; at: number }[] {
  const after = graceMin + plan_desk_after_min;
  const minutes: [Rung, number][] = [
    ['quiet', -plan_quiet_min],
    ['soon', -plan_soon_min],
    ['due', 0],
    ['again', Math.floor(graceMin / 2)],
    ['people', graceMin],
    ['desk', after],
    ['knock', after],
  ];
  return minutes.map(([rung, offset]) => ({ rung, at: dueAt + offset * 60_000 }));
}

/** As they are read: ascending, once each. */
export function ordered(times: readonly string[]): string[] {
  const minutes = times.map(minutesOf).filter((minute): minute is number => minute !== null);
  return [...new Set(minutes)].toSorted((a, b) => a - b).map(clockOf);
}
