/** What to say when a code did not open the door. */
import { ApiError } from '../../api/client';
import { tm } from '../../locales/more';

export function failureWords(error: unknown): string {
  if (!(error instanceof ApiError)) return tm('join.failed');
  if (error.status === null) return tm('join.noNetwork');
  if (error.status === 410) return tm('join.expired');
  if (error.status === 429)
    return tm('join.tooMany', { minutes: Math.max(1, Math.ceil((error.retryAfterS ?? 60) / 60)) });
  if (error.status === 401) {
    const left = error.problem?.['tries_left'];
    return typeof left === 'number'
      ? `${tm('join.wrong')} ${tm('join.triesLeft', { count: left })}`
      : tm('join.wrong');
  }
  return error.problem?.detail || tm('join.failed');
}
