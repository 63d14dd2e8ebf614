/** Reports from the street as the desk asks for them, and the filter that stands in the address. */
import { call } from '../../api/client';
import { dayFrom, oneOf, queryOf } from '../address-query';
import { REPORTS_PATH } from '../addresses';
import type { Page } from '../contract';
import type { FileKind } from '../export-dialog';

export const STATES = ['received', 'in_progress', 'fixed', 'not_ours'] as const;
export type ReportState = (typeof STATES)[number];

export const CATEGORIES = [
  'light_out',
  'facility_broken',
  'road_hazard',
  'litter',
  'animal',
  'person_in_need',
  'lost_person',
  'drunk_or_violent',
  'fire_or_gas',
  'other',
] as const;
export type ReportCategory = (typeof CATEGORIES)[number];

export interface DeskReport {
  id: string;
  category: string;
  state: ReportState;
  note: string;
  answer: string;
  place: { lat: number; lon: number } | null;
  reported_at: string;
  state_at: string;
  also_reported: number;
  photo_ids: string[];
  facility_id: string | null;
  facility_label: string | null;
  reporter: { id: string; name: string };
}

/** `open`: what still waits for somebody. */
export const STATE_CHOICES = ['open', ...STATES] as const;

export interface ReportFilters {
  state: (typeof STATE_CHOICES)[number] | null;
  category: ReportCategory | null;
  q: string;
  /** Days of this place's calendar, both included. */
  since: string | null;
  until: string | null;
}

export function reportFiltersFrom(query: Record<string, string>): ReportFilters {
  return {
    state: oneOf(STATE_CHOICES, query['state']),
    category: oneOf(CATEGORIES, query['category']),
    q: (query['q'] ?? '').slice(0, 60),
    since: dayFrom(query['since']),
    until: dayFrom(query['until']),
  };
}

export function addressOfReports(filters: ReportFilters): string {
  return REPORTS_PATH + queryOf({ ...filters });
}

export function filtersReports(filters: ReportFilters): boolean {
  return Object.values(filters).some((value) => value !== null && value !== '');
}

export function findReports(filters: ReportFilters, cursor: string | null): Promise<Page<DeskReport>> {
  return call<Page<DeskReport>>('GET', '/api/desk/reports', {
    query: { ...filters, q: filters.q || null, cursor },
  });
}

export function reportsFile(filters: ReportFilters, kind: FileKind, reason: string): string {
  return `/api/desk/reports.${kind}${queryOf({ ...filters, reason })}`;
}

export function answerReport(id: string, state: ReportState, answer: string): Promise<unknown> {
  return call<unknown>('PATCH', `/api/reports/${encodeURIComponent(id)}`, {
    body: answer === '' ? { state } : { state, answer },
  });
}

/** What most likely comes next; asked first, never assumed. */
export function nextState(state: ReportState): ReportState {
  return state === 'received' ? 'in_progress' : 'fixed';
}

/** Reports that stand on the map, with the number they have in the list. */
export function numbered(
  reports: readonly DeskReport[],
): { number: number; report: DeskReport; place: { lat: number; lon: number } }[] {
  return reports.flatMap((report, index) =>
    report.place === null ? [] : [{ number: index + 1, report, place: report.place }],
  );
}
