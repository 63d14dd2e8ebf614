/** Minutes as people say them: "2시간 5분". */
import { th } from '../../locales/hours';
import { split } from './months';

export function timeInWords(minutes: number): string {
  const parts = split(minutes);
  if (parts.hours === 0) return th('hours.minutes', { count: parts.minutes });
  if (parts.minutes === 0) return th('hours.hours', { count: parts.hours });
  return th('hours.both', parts);
}
