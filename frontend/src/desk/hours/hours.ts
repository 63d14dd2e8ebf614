/** Volunteer hours as the desk sees them: by member in a month, and walks that wait for a coordinator's word. */
import { call } from '../../api/client';
import type { PatrolHours } from '../../api/types';
import { queryOf } from '../address-query';
import { HOURS_PATH } from '../addresses';
import type { Page } from '../contract';

export interface MemberHours {
  member: { id: string; name: string };
  confirmed_min: number;
  /** What those walks would come to. */
  pending_min: number;
  /** Walks that wait for a coordinator. */
  needs_confirmation: number;
  walks: number;
  distance_m: number;
}

export interface MonthHours {
  month: string;
  items: MemberHours[];
}

export interface WaitingWalk {
  patrol_id: string;
  member: { id: string; name: string };
  started_at: string;
  ended_at: string;
  distance_m: number;
  note: string;
  /** What it would come to, in the server's own reckoning. */
  offered_min: number;
  why: NonNullable<PatrolHours['why']>;
  source: 'app' | 'owntracks' | 'osmand' | 'gpx';
  companions: string[];
  /** Different facilities checked on the way. */
  checkpoints: number;
}

export interface Certificate {
  number: string;
  name: string;
  first_month: string;
  last_month: string;
  minutes: number;
  issued_at: string;
}

/** No walk counts for longer. */
const MOST_MIN = 240;

export function addressOfHours(month: string): string {
  return HOURS_PATH + queryOf({ month });
}

export function getHours(month: string): Promise<MonthHours> {
  return call<MonthHours>('GET', '/api/desk/hours', { query: { month } });
}

export function hoursFile(month: string, reason: string): string {
  return `/api/desk/hours.csv${queryOf({ month, reason })}`;
}

export function waitingWalks(cursor: string | null): Promise<Page<WaitingWalk>> {
  return call<Page<WaitingWalk>>('GET', '/api/desk/hours/waiting', { query: { cursor } });
}

export function confirmWalk(patrolId: string, minutes: number, note: string): Promise<unknown> {
  return call<unknown>('POST', `/api/patrols/${encodeURIComponent(patrolId)}/confirm`, {
    body: note === '' ? { minutes } : { minutes, note },
  });
}

export function lastedMin({ started_at, ended_at }: Pick<WaitingWalk, 'started_at' | 'ended_at'>): number {
  return Math.max(0, Math.round((Date.parse(ended_at) - Date.parse(started_at)) / 60_000));
}

export function findCertificate(number: string): Promise<Certificate> {
  return call<Certificate>('GET', `/api/desk/certificates/${encodeURIComponent(number)}`);
}

/** A walk counts for no more than it lasted. */
export function mostMin(walk: Parameters<typeof lastedMin>[0]): number {
  return Math.min(MOST_MIN, lastedMin(walk));
}

/** Whole minutes that may count, else null. */
export function minutesFrom(typed: string, most: number): number | null {
  const value = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : Number.NaN;
  return value >= 0 && value <= most ? value : null;
}

export interface Sums {
  members: number;
  walks: number;
  confirmed_min: number;
  needs_confirmation: number;
}

export function sumsOf(items: readonly MemberHours[]): Sums {
  const sum = (of: (one: MemberHours) => number) => items.reduce((total, one) => total + of(one), 0);
  return {
    members: items.length,
    walks: sum((one) => one.walks),
    confirmed_min: sum((one) => one.confirmed_min),
    needs_confirmation: sum((one) => one.needs_confirmation),
  };
}

export function mostFirst(items: readonly MemberHours[]): MemberHours[] {
  return [...items].sort(
    (a, b) =>
      b.confirmed_min - a.confirmed_min ||
      b.walks - a.walks ||
      a.member.name.localeCompare(b.member.name, 'ko'),
  );
}
