/** Lamps, bells and the like as the desk keeps them: what is asked of the server, and which come first. */
import { call } from '../../api/client';
import { oneOf, queryOf } from '../address-query';
import { FACILITIES_PATH } from '../addresses';

export const KINDS = ['lamp', 'bell', 'cctv', 'bench', 'aed', 'other'] as const;
export type FacilityKind = (typeof KINDS)[number];

export interface Facility {
  id: string;
  kind: FacilityKind;
  label: string;
  number: string;
  lat: number;
  lon: number;
  every_days: number;
  last_checked_at: string | null;
  last_working: boolean | null;
  next_due_at: string;
  due: boolean;
}

export interface FacilityCheck {
  id: string;
  at: string;
  working: boolean;
  note: string;
  photo_ids: string[];
  by: { name: string };
}

export interface FacilityIn {
  id?: string;
  kind: FacilityKind;
  label: string;
  number: string;
  lat: number;
  lon: number;
  every_days: number;
}

export interface Imported {
  added: number;
  changed: number;
  unchanged: number;
  /** How many lines were not taken in; the first 200 are told. */
  refused: number;
  errors: { line: number; ko: string; en: string }[];
}

/** How one stands, most pressing first. */
export const STANDINGS = ['broken', 'due', 'well'] as const;
export type Standing = (typeof STANDINGS)[number];

export function standingOf(one: Pick<Facility, 'last_working' | 'due'>): Standing {
  if (one.last_working === false) return 'broken';
  return one.due ? 'due' : 'well';
}

export interface FacilityFilters {
  standing: Standing | null;
  kind: FacilityKind | null;
  q: string;
}

export function facilityFiltersFrom(query: Record<string, string>): FacilityFilters {
  return {
    standing: oneOf(STANDINGS, query['state']),
    kind: oneOf(KINDS, query['kind']),
    q: (query['q'] ?? '').slice(0, 60),
  };
}

export function addressOfFacilities({ standing, kind, q }: FacilityFilters): string {
  return FACILITIES_PATH + queryOf({ state: standing, kind, q });
}

export function filtersFacilities({ standing, kind, q }: FacilityFilters): boolean {
  return standing !== null || kind !== null || q !== '';
}

export function passes(one: Facility, { standing, kind, q }: FacilityFilters): boolean {
  if (standing !== null && standingOf(one) !== standing) return false;
  if (kind !== null && one.kind !== kind) return false;
  const words = `${one.label} ${one.number}`.toLowerCase();
  return words.includes(q.trim().toLowerCase());
}

/** Broken first, then what is due longest. */
export function dueFirst(all: readonly Facility[]): Facility[] {
  return [...all].sort(
    (a, b) =>
      STANDINGS.indexOf(standingOf(a)) - STANDINGS.indexOf(standingOf(b)) ||
      Date.parse(a.next_due_at) - Date.parse(b.next_due_at) ||
      a.label.localeCompare(b.label, 'ko', { numeric: true }),
  );
}

export async function allFacilities(): Promise<Facility[]> {
  return (await call<{ items: Facility[] }>('GET', '/api/facilities', { query: { limit: 5000 } })).items;
}

const pathOf = (id: string) => `/api/facilities/${encodeURIComponent(id)}`;

export function addFacility(facility: FacilityIn): Promise<unknown> {
  return call<unknown>('POST', '/api/facilities', { body: facility });
}

export function changeFacility(id: string, change: Omit<FacilityIn, 'id'>): Promise<unknown> {
  return call<unknown>('PATCH', pathOf(id), { body: change });
}

export function removeFacility(id: string): Promise<unknown> {
  return call<unknown>('DELETE', pathOf(id));
}

export async function checksOf(id: string): Promise<FacilityCheck[]> {
  return (await call<{ items: FacilityCheck[] }>('GET', `${pathOf(id)}/checks`)).items;
}

/** The file goes as it is: the server reads it and says what is wrong in which line. */
export function importFacilities(file: Blob): Promise<Imported> {
  return call<Imported>('POST', '/api/facilities/import', {
    // Whatever the system calls the file; its letters are told apart by the server.
    raw: new Blob([file], { type: 'text/csv' }),
    timeoutS: 120,
  });
}
