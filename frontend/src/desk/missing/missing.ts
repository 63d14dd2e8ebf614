/** Calls to look out for somebody, as the desk has them. All throw only ApiError. */
import { call } from '../../api/client';
import type { Page } from '../contract';

export const ENDINGS = [
  'found_safe',
  'found_needs_help',
  'handed_to_police',
  'not_found',
  'mistaken',
] as const;
export type Ending = (typeof ENDINGS)[number];
export type Outcome = Ending | 'expired';

export const HOURS = [1, 3, 6, 12] as const;
const HOUR_MS = 3_600_000;
export const MOST_WORDS = 300;

export interface DeskMissing {
  id: string;
  open: boolean;
  /** Empty once it is over. */
  words: string;
  seen_near: string;
  last_seen_at: string | null;
  opened_at: string;
  expires_at: string;
  latest_end: string;
  closed_at: string | null;
  outcome: Outcome | null;
  raised_by: string | null;
  closed_by: string | null;
  told: number;
  seen: number;
  sightings: number;
  after_close: number;
  last_sighting_at: string | null;
}

export interface Sighting {
  id: string;
  by: string;
  note: string;
  seen_at: string;
  received_at: string;
  after_close: boolean;
  has_place: boolean;
  /** Only when it was asked for. */
  place: { lat: number; lon: number; accuracy_m: number | null } | null;
}

export interface MissingBody {
  words: string;
  seen_near: string;
  last_seen_at: string | null;
  for_s: number;
}

export const MISSING_PATH = '/desk/missing';
const PATH = '/api/desk/missing';
const pathOf = (id: string) => `${PATH}/${encodeURIComponent(id)}`;

export function missingPath(id: string): string {
  return `${MISSING_PATH}/${encodeURIComponent(id)}`;
}

export async function getMissing(): Promise<DeskMissing[]> {
  return (await call<Page<DeskMissing>>('GET', PATH)).items;
}

export function raiseMissing(body: MissingBody): Promise<DeskMissing> {
  return call<DeskMissing>('POST', PATH, { body });
}

/** An hour more than it has; the same wish again changes nothing. */
export function extendMissing(one: DeskMissing): Promise<DeskMissing> {
  const until = new Date(Date.parse(one.expires_at) + HOUR_MS).toISOString();
  return call<DeskMissing>('POST', `${pathOf(one.id)}/extend`, { body: { until } });
}

export function closeMissing(id: string, outcome: Ending): Promise<DeskMissing> {
  return call<DeskMissing>('POST', `${pathOf(id)}/close`, { body: { outcome } });
}

/** With `places` where each walker stood: that is logged, and each of them can see who looked. */
export async function getSightings(id: string, places: boolean): Promise<Sighting[]> {
  const query = places ? { show: 'places' } : {};
  return (await call<Page<Sighting>>('GET', `${pathOf(id)}/sightings`, { query })).items;
}

/** The newest moment with this time on the clock that is not later than now; null when nothing was chosen. */
export function lastMomentAt(time: string, nowMs: number): string | null {
  const [hour, minute] = time.split(':').map(Number);
  if (hour === undefined || minute === undefined || Number.isNaN(hour) || Number.isNaN(minute)) return null;
  const at = new Date(nowMs);
  at.setHours(hour, minute, 0, 0);
  if (at.getTime() > nowMs) at.setDate(at.getDate() - 1);
  return at.toISOString();
}

/** Open by the server's word and its clock: what ran out meanwhile is over on this screen as well. */
export function runs(one: DeskMissing, nowMs: number): boolean {
  return one.open && Date.parse(one.expires_at) > nowMs;
}
