/** Days and months of the calendar here, as the server writes them. */

const two = (value: number) => String(value).padStart(2, '0');

/** `2026-11-23` of this moment, by this computer's calendar. */
export function localDay(ms: number): string {
  const at = new Date(ms);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

export function localMonth(ms: number): string {
  return localDay(ms).slice(0, 7);
}

/** A month that is on the calendar, else null. */
export function monthFrom(given: string | undefined): string | null {
  return given !== undefined && /^\d{4}-(0[1-9]|1[0-2])$/.test(given) ? given : null;
}

/** The month `by` months later, or earlier when negative. */
export function monthAway(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const months = year * 12 + number - 1 + by;
  return `${Math.floor(months / 12)}-${two((months % 12) + 1)}`;
}
