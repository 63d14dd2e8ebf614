/** Quiet hours as a phone shows them: `22:00` and minutes after midnight. */
import type { QuietHours } from '../../api/types';

export const USUAL: QuietHours = { from_min: 22 * 60, until_min: 7 * 60, but_buddies: true };

/** 1320 → `22:00`, as a time field wants it. */
export function clockOf(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** `22:00` → 1320; null for anything else. */
export function minutesOf(clock: string): number | null {
  const match = /^([01]?\d|2[0-3]):([0-5]\d)(?::\d\d)?$/.exec(clock.trim());
  return match === null ? null : Number(match[1]) * 60 + Number(match[2]);
}

/** Null while a time is missing or both are the same. */
export function quietFrom(from: string, until: string, butBuddies: boolean): QuietHours | null {
  const [from_min, until_min] = [minutesOf(from), minutesOf(until)];
  if (from_min === null || until_min === null || from_min === until_min) return null;
  return { from_min, until_min, but_buddies: butBuddies };
}
