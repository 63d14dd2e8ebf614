/** Where people walked and where nobody did, as the desk draws and counts it. */
import { call } from '../../api/client';
import { oneOf, queryOf } from '../address-query';
import { COVERAGE_PATH } from '../addresses';
import type { LatLon } from '../contract';

export interface CoverageCell {
  cell: string;
  boundary: LatLon[];
  lat: number;
  lon: number;
  /** Visits in each band of the day. */
  walks: number[];
  walkers: number;
  last_at: string | null;
  /** 0 (walked lately) to 3 (not for long), in each band. */
  debt: number[];
}

export interface Coverage {
  made_at: string | null;
  /** The oldest walk that was counted. */
  since?: string | null;
  resolution: number;
  bands: string[];
  cells: CoverageCell[];
}

export const DAYS = ['7', '28'] as const;
export const BANDS = ['0', '1', '2', '3', '4', '5'] as const;
export const SHOWS = ['visits', 'debt'] as const;

export interface CoverageFilters {
  days: (typeof DAYS)[number];
  /** Null for the whole day. */
  band: (typeof BANDS)[number] | null;
  show: (typeof SHOWS)[number];
}

export function coverageFiltersFrom(query: Record<string, string>): CoverageFilters {
  return {
    days: oneOf(DAYS, query['days']) ?? '7',
    band: oneOf(BANDS, query['band']),
    show: oneOf(SHOWS, query['show']) ?? 'visits',
  };
}

export function addressOfCoverage({ days, band, show }: CoverageFilters): string {
  return (
    COVERAGE_PATH + queryOf({ days: days === '7' ? null : days, band, show: show === 'visits' ? null : show })
  );
}

export function getCoverage(days: CoverageFilters['days']): Promise<Coverage> {
  return call<Coverage>('GET', '/api/coverage', { query: { days }, timeoutS: 60 });
}

type Band = CoverageFilters['band'];

export function visitsOf({ walks }: Pick<CoverageCell, 'walks'>, band: Band): number {
  return band === null ? walks.reduce((sum, count) => sum + count, 0) : (walks[Number(band)] ?? 0);
}

/** What is owed over the whole day is the middle of its bands; in the small hours nobody is owed a walk. */
export function debtOf({ debt }: Pick<CoverageCell, 'debt'>, band: Band): Debt {
  if (band !== null) return asDebt(debt[Number(band)] ?? 0);
  const daytime = debt.slice(1);
  return asDebt(daytime.reduce((sum, owed) => sum + owed, 0) / Math.max(daytime.length, 1));
}

export type Debt = 0 | 1 | 2 | 3;

function asDebt(owed: number): Debt {
  return Math.min(3, Math.max(0, Math.round(owed))) as Debt;
}

/** Four steps that can be told apart by shape: none, one, a few (2 to 4), many. */
export function levelOf(visits: number): 0 | 1 | 2 | 3 {
  if (visits === 0) return 0;
  if (visits === 1) return 1;
  return visits < 5 ? 2 : 3;
}

/** Nobody was there in the time chosen: never visited first, then the longest ago. */
export function nobodyWalked(cells: readonly CoverageCell[], band: Band): CoverageCell[] {
  const last = (cell: CoverageCell) => (cell.last_at === null ? 0 : Date.parse(cell.last_at));
  return cells
    .filter((cell) => visitsOf(cell, band) === 0)
    .sort((a, b) => last(a) - last(b) || b.lat - a.lat || a.lon - b.lon);
}

export interface EmptyPlace {
  where: string;
  cells: number;
  /** Null when nobody was ever in any of them. */
  last_at: string | null;
}

/** Cells that are called the same are one line; the order is that of the first of each. */
export function placesOf(
  cells: readonly CoverageCell[],
  whereIs: (cell: CoverageCell) => string,
): EmptyPlace[] {
  const places = new Map<string, EmptyPlace>();
  for (const cell of cells) {
    const where = whereIs(cell);
    const known = places.get(where);
    const last = [known?.last_at ?? null, cell.last_at].filter((at) => at !== null).sort();
    places.set(where, { where, cells: (known?.cells ?? 0) + 1, last_at: last.at(-1) ?? null });
  }
  return [...places.values()];
}

/** Most visited last: the table is read for what is missing. */
export function leastWalkedFirst(cells: readonly CoverageCell[], band: Band): CoverageCell[] {
  return [...cells].sort(
    (a, b) =>
      visitsOf(a, band) - visitsOf(b, band) ||
      debtOf(b, band) - debtOf(a, band) ||
      b.lat - a.lat ||
      a.lon - b.lon,
  );
}

export interface CoverageSums {
  cells: number;
  walked: number;
  visits: number;
  /** Whole percent, never rounded up to all or down to none. */
  percent: number;
}

export function coverageSums(cells: readonly CoverageCell[], band: Band): CoverageSums {
  const walked = cells.filter((cell) => visitsOf(cell, band) > 0).length;
  const share = cells.length === 0 ? 0 : (100 * walked) / cells.length;
  const edge = share > 0 && share < 1 ? 1 : share > 99 && share < 100 ? 99 : Math.round(share);
  return {
    cells: cells.length,
    walked,
    visits: cells.reduce((sum, cell) => sum + visitsOf(cell, band), 0),
    percent: edge,
  };
}

/** Visits by hour band over all cells. */
export function byBand(cells: readonly CoverageCell[]): number[] {
  return BANDS.map((band) => cells.reduce((sum, cell) => sum + visitsOf(cell, band), 0));
}

/** Whole days of walks behind the picture when fewer than it is meant to show, else null. */
export function youngDays(since: string | null | undefined, days: string, nowMs: number): number | null {
  if (since === null || since === undefined) return null;
  const past = Math.floor((nowMs - Date.parse(since)) / 86_400_000);
  return past < Number(days) - 1 ? Math.max(past, 0) : null;
}
