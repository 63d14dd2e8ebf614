/** What I reported and what became of it, and what others reported nearby. */
import { call } from '../api/client';
import type { Category, LatLon, Page, WalkCategory } from '../api/types';
import { kept } from './kept';
import { distanceM } from './walk-track';

export type ReportState = 'received' | 'in_progress' | 'fixed' | 'not_ours';

export interface Report {
  id: string;
  category: Category;
  state: ReportState;
  note: string | null;
  answer: string | null;
  place: LatLon | null;
  reported_at: string;
  state_at: string;
  /** How many others said the same. */
  also_reported: number;
  photo_ids: string[];
  patrol_id: string | null;
  facility_id: string | null;
  facility_label: string | null;
  check_in_id: string | null;
}

/** Somebody's report of a thing, without who or what they wrote. */
export interface RecentReport {
  id: string;
  category: Category;
  lat: number;
  lon: number;
  state: ReportState;
  reported_at: string;
}

export type SentState = ReportState | 'kept' | 'taken_back' | 'working' | 'working_again';

/** What became of one thing sent on a walk. */
export interface SentThing {
  kind: 'check_in' | 'report' | 'facility_check';
  id: string;
  at: string;
  category?: string | null;
  state?: SentState | null;
  answer?: string | null;
  report_id?: string | null;
  facility_id?: string | null;
  facility_label?: string | null;
  /** Of a facility check. */
  working?: boolean | null;
  urgent?: boolean;
  alert_id?: string | null;
}

const SAME_WITHIN_M = 50;
const SAME_WITHIN_MS = 7 * 24 * 3600_000;

export const recent = kept<{ items: RecentReport[] }>('/api/reports/recent');
/** The newest page of mine. */
export const mine = kept<Page<Report>>('/api/reports');

/** What this phone knows of, also in flight mode; refreshed for the next time. */
export async function recentReports(): Promise<RecentReport[]> {
  const last = await recent.last().catch(() => null);
  if (last) {
    void recent.refresh();
    return last.data.items;
  }
  const answer = await recent.read().catch(() => null);
  return answer?.data.items ?? [];
}

/** The nearest report of the same category within 50 m and 7 days, still open or fixed since: perhaps the same thing. */
export function similarReport(
  known: readonly RecentReport[],
  here: { category: WalkCategory; lat: number; lon: number; now: number },
): RecentReport | null {
  let best: RecentReport | null = null;
  let bestM = SAME_WITHIN_M;
  for (const report of known) {
    if (report.category !== here.category || report.state === 'fixed') continue;
    if (Math.abs(here.now - Date.parse(report.reported_at)) > SAME_WITHIN_MS) continue;
    const metres = distanceM(report, here);
    if (metres > bestM) continue;
    best = report;
    bestM = metres;
  }
  return best;
}

export async function myReports(cursor: string | null = null, signal?: AbortSignal): Promise<Page<Report>> {
  if (cursor === null) return (await mine.read(signal)).data;
  return call('GET', '/api/reports', { query: { cursor }, ...(signal ? { signal } : {}) });
}

export async function reportsOfWalk(patrolId: string, signal?: AbortSignal): Promise<SentThing[]> {
  const { data } = await kept<{ items: SentThing[] }>(`/api/reports/of-walk/${patrolId}`).read(signal);
  return data.items;
}
