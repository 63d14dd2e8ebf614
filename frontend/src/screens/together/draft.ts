/** A walk being proposed: what is still missing, and the item it becomes. Pure. */
import type { ItemBodies, Pace } from '../../api/types';
import { dayAndTime } from '../../core/wall-clock';
import type { Place } from '../../ui/geometry';
import { instantOf } from './when';

export const LENGTHS = [20, 30, 45, 60] as const;
export const PACES: readonly Pace[] = ['slow', 'normal', 'brisk'];
export const FURTHEST_MS = 90 * 86_400_000;
/** Sooner nobody could read it and come. */
const SOONEST_MS = 15 * 60_000;

export interface Draft {
  day: string;
  time: string;
  place: string;
  at: Place | null;
  minutes: number;
  pace: Pace;
  dogs: boolean | null;
  note: string;
  most: string;
}

export type Missing = 'new.pick' | 'new.past' | 'new.far' | 'new.placeEmpty' | 'new.mostWrong';

/** Tomorrow, half past nine: light, after breakfast. */
export function emptyDraft(now: number, zone: string): Draft {
  return {
    day: dayAndTime(now + 86_400_000, zone).day,
    time: '09:30',
    place: '',
    at: null,
    minutes: 30,
    pace: 'slow',
    dogs: null,
    note: '',
    most: '',
  };
}

export function startsAt(draft: Draft, zone: string): number | null {
  return instantOf(draft.day, draft.time, zone);
}

export function whenMissing(draft: Draft, now: number, zone: string): Missing | null {
  const at = startsAt(draft, zone);
  if (at === null) return 'new.pick';
  if (at <= now) return 'new.past';
  return at - now > FURTHEST_MS ? 'new.far' : null;
}

export function placeMissing(draft: Draft): Missing | null {
  return draft.place.trim() === '' ? 'new.placeEmpty' : null;
}

export function mostMissing(draft: Draft): Missing | null {
  if (draft.most.trim() === '') return null;
  const most = Number(draft.most);
  return Number.isInteger(most) && most >= 2 && most <= 30 ? null : 'new.mostWrong';
}

/** A few good times, in words one tap away: this afternoon while there is time, tomorrow, Saturday. */
export function goodTimes(now: number, zone: string): { day: string; time: string }[] {
  const today = dayAndTime(now, zone).day;
  const noon = instantOf(today, '12:00', zone) ?? now;
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay();
  const untilSaturday = (6 - weekday + 7) % 7 || 7;
  const later = (days: number) => dayAndTime(noon + days * 86_400_000, zone).day;
  const times = [
    { day: today, time: '15:00' },
    { day: later(1), time: '09:30' },
    { day: later(1), time: '15:00' },
    { day: later(untilSaturday), time: '10:00' },
  ];
  return times.filter(({ day, time }) => (instantOf(day, time, zone) ?? 0) > now + SOONEST_MS * 4);
}

export function proposalOf(
  draft: Draft,
  zone: string,
  againWith: readonly string[],
): Omit<ItemBodies['together.propose'], 'walk_id'> {
  const note = draft.note.trim();
  const most = draft.most.trim();
  return {
    starts_at: new Date(startsAt(draft, zone) ?? 0).toISOString(),
    duration_min: draft.minutes,
    meeting_place: draft.place.trim(),
    pace: draft.pace,
    dogs: draft.dogs ?? false,
    ...(draft.at && { lat: round(draft.at.lat), lon: round(draft.at.lon) }),
    ...(note && { note }),
    ...(most && { most: Number(most) }),
    ...(againWith.length > 0 && { again_with: [...againWith] }),
  };
}

function round(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
