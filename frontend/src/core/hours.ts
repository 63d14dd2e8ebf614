/** My volunteer hours: what the server confirmed, and what this phone can only guess. */
import { kept, type Answer } from './kept';
import { savedWalks } from './saved-walks';

export interface HoursMonth {
  month: string;
  confirmed_min: number;
  pending_min: number;
  /** Walks a coordinator has to look at. */
  needs_confirmation: number;
  walks: number;
  distance_m: number;
  cells: number;
  reports: number;
  checks: number;
  days: { day: string; minutes: number; walks: number }[];
  weeks_in_a_row: number;
  months: { month: string; confirmed_min: number; walks: number }[];
}

const MOST_PER_WALK_MIN = 4 * 60;

/** `month` as 2026-11. Without the server the last answer, with the time it is from. */
export async function hours(month: string, signal?: AbortSignal): Promise<Answer<HoursMonth>> {
  return kept<HoursMonth>('/api/hours', { month }).read(signal);
}

/** Minutes of walks that ended here and are not all at the server yet: a guess until it confirms them. */
export async function unsentMinutes(): Promise<{ minutes: number; walks: number }> {
  const waiting = (await savedWalks()).filter((walk) => walk.endedAt !== null && walk.delivered < walk.items);
  const minutes = waiting.map((walk) =>
    Math.min(MOST_PER_WALK_MIN, Math.floor((walk.endedAt! - walk.startedAt) / 60_000)),
  );
  return { minutes: minutes.reduce((sum, each) => sum + each, 0), walks: waiting.length };
}

/** A PDF, months as 2026-11, both included. */
export function certificatePath(from: string, to: string): string {
  return `/api/hours/certificate.pdf?from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}`;
}
