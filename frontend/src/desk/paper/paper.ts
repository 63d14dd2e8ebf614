/** The list on paper. All calls throw only ApiError. */
import { call } from '../../api/client';

export const PAPER_API = '/api/desk/paper';

export interface Paper {
  printed_at: string | null;
  /** Never printed, or more than a day ago. */
  is_old: boolean;
}

export function getPaper(): Promise<Paper> {
  return call<Paper>('GET', PAPER_API);
}
