/** A plan in a few words: "월·수·금 아침 9시, 저녁 7시". */
import type { Plan } from '../../api/promises';
import { lang } from '../../core/i18n';
import { minutesOf } from '../../core/wall-clock';
import { tp } from '../../locales/plan';
import { timeWords } from './words';

/** A Monday. */
const MONDAY_MS = Date.UTC(2026, 10, 30);

/** 0 is Monday. */
export function weekdayName(day: number, width: 'short' | 'long' = 'short'): string {
  return new Intl.DateTimeFormat(lang.value, { weekday: width, timeZone: 'UTC' }).format(
    MONDAY_MS + day * 86_400_000,
  );
}

export function daysWords({ weekdays, every_days }: Pick<Plan, 'weekdays' | 'every_days'>): string {
  if (weekdays === null)
    return every_days === 1 ? tp('plan.daily') : tp('plan.everyDays', { count: every_days });
  const key = [...weekdays].toSorted((a, b) => a - b).join('');
  if (key === '0123456') return tp('plan.daily');
  if (key === '01234') return tp('plan.weekdays');
  if (key === '56') return tp('plan.weekend');
  const names = [...key].map((day) => weekdayName(Number(day)));
  return tp('plan.on', { days: names.join(lang.value === 'ko' ? '·' : ', ') });
}

export function planWords(plan: Pick<Plan, 'weekdays' | 'every_days' | 'times'>): string {
  const times = plan.times.map((time) => timeWords(minutesOf(time) ?? 0)).join(', ');
  return `${daysWords(plan)} ${times}`;
}

/** "한국 표준시 (서울)" */
export function zoneWords(zone: string): string {
  try {
    const parts = new Intl.DateTimeFormat(lang.value, { timeZone: zone, timeZoneName: 'longGeneric' });
    return parts.formatToParts(0).find(({ type }) => type === 'timeZoneName')?.value ?? zone;
  } catch {
    return zone; // a name this phone does not know is shown as it is
  }
}

export function phoneZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
