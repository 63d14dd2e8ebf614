/** Months, minutes and the days of a month, as the screen of hours shows them. Pure. */

/** `2026-11` as numbers; the first month of nothing for nonsense. */
export function partsOf(month: string): { year: number; month: number } {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return { year, month: number };
}

export function monthAt(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit' })
    .format(at)
    .slice(0, 7);
}

/** So many months later, or earlier. */
export function shifted(month: string, by: number): string {
  const parts = partsOf(month);
  const count = parts.year * 12 + parts.month - 1 + by;
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`;
}

export interface Day {
  number: number;
  minutes: number;
  /** 0 not walked, then 1 to 3 by how long. */
  light: 0 | 1 | 2 | 3;
}

/** Half an hour and an hour are where it gets brighter. */
export function lightOf(minutes: number, walks: number): Day['light'] {
  if (minutes <= 0) return walks > 0 ? 1 : 0;
  return minutes < 30 ? 1 : minutes < 60 ? 2 : 3;
}

/** The month as weeks from Monday; null where the week belongs to another month. */
export function weeksOf(
  month: string,
  days: readonly { day: string; minutes: number; walks: number }[],
): (Day | null)[][] {
  const parts = partsOf(month);
  const walked = new Map(days.map((each) => [Number(each.day.slice(8, 10)), each]));
  const first = new Date(Date.UTC(parts.year, parts.month - 1, 1)).getUTCDay();
  const count = new Date(Date.UTC(parts.year, parts.month, 0)).getUTCDate();
  const cells: (Day | null)[] = Array.from({ length: (first + 6) % 7 }, () => null);
  for (let number = 1; number <= count; number += 1) {
    const { minutes = 0, walks = 0 } = walked.get(number) ?? {};
    cells.push({ number, minutes, light: lightOf(minutes, walks) });
  }
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

/** Hours and minutes of a number of minutes. */
export function split(minutes: number): { hours: number; minutes: number } {
  const whole = Math.max(0, Math.round(minutes));
  return { hours: Math.floor(whole / 60), minutes: whole % 60 };
}

/** The top of the chart: a round number of hours that holds the highest bar, at least one. */
export function topOf(minutes: readonly number[]): number {
  const hours = Math.max(1, Math.ceil(Math.max(0, ...minutes) / 60));
  return hours <= 4 ? hours : Math.ceil(hours / 4) * 4;
}
