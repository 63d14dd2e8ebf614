/** Quiet hours as a phone shows them: `22:00` and minutes after midnight. */
import type { QuietHours } from '../../api/types';
import { minutesOf } from '../../core/wall-clock';

export const USUAL: QuietHours = { from_min: 22 * 60, until_min: 7 * 60, but_buddies: true };

/** Null while a time is missing or both are the same. */
export function quietFrom(from: string, until: string, butBuddies: boolean): QuietHours | null {
  const [from_min, until_min] = [minutesOf(from), minutesOf(until)];
  if (from_min === null || until_min === null || from_min === until_min) return null;
  return { from_min, until_min, but_buddies: butBuddies };
}
