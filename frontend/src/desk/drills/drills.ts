/** Drills as the desk starts them and compares them. All calls throw only ApiError. */
import { call } from '../../api/client';
import type { DeskAlert, Tier } from '../contract';
import type { RaiseBody } from '../raise/draft';

export interface Played {
  id: string;
  name: string;
  tier: Tier;
  /** Whether a drill may lead to their door. */
  lends_home: boolean;
}

export interface Drill {
  id: string;
  opened_at: string;
  closed_at: string | null;
  status: 'open' | 'acknowledged' | 'resolved' | 'cancelled' | 'expired';
  place: 'home' | 'public';
  category: string;
  told: number;
  answered: number;
  first_seen_s: number | null;
  first_accepted_s: number | null;
  first_on_scene_s: number | null;
}

export interface Drills {
  group: Played[];
  may_be_asked: number;
  hindered_by: 'drill' | 'real_call' | null;
  drills: Drill[];
}

export function getDrills(): Promise<Drills> {
  return call<Drills>('GET', '/api/desk/drills');
}

export function startDrill(body: RaiseBody): Promise<DeskAlert> {
  return call<DeskAlert>('POST', '/api/desk/drills', { body });
}

export const isGoingOn = (drill: Drill) => drill.closed_at === null;

/** How far a bar reaches, of a hundred: the slowest drill fills it, and one where nobody came so far has none. */
export function shareOf(seconds: number | null, drills: readonly Drill[]): number {
  const slowest = Math.max(1, ...drills.map((drill) => drill.first_accepted_s ?? 0));
  return seconds === null ? 0 : Math.max(2, Math.round((100 * seconds) / slowest));
}
