/** Where few people walk, as cells; kept for a suggestion without a network. */
import { kept, type Answer } from './kept';

/** The four hours of the local day a column stands for: 00-04, 04-08 … 20-24. */
export const BANDS = 6;

export interface DebtCell {
  cell: string;
  lat: number;
  lon: number;
  /** Indexes of the neighbouring cells in the same list. */
  near: number[];
  /** For each band 0 (many walk at this hour) to 3 (few walk anywhere around). */
  debt: number[];
}
export interface CoverageDebt {
  /** The Monday up to which walks are counted. */
  made_at: string;
  time_zone: string;
  resolution: number;
  cells: DebtCell[];
}
/** Cells at least five different people walked through. */
export interface SharedCell {
  cell: string;
  boundary: [number, number][];
  walks: number;
}

export const debt = kept<CoverageDebt>('/api/coverage/debt');

/** Without the server the last one, with the time it is from. */
export async function coverageDebt(signal?: AbortSignal): Promise<Answer<CoverageDebt>> {
  return debt.read(signal);
}

export async function sharedCoverage(
  days: 7 | 28,
  signal?: AbortSignal,
): Promise<Answer<{ cells: SharedCell[] }>> {
  return kept<{ cells: SharedCell[] }>('/api/coverage/shared', { days }).read(signal);
}
