/** What to tell a person when a call did not work: the server's own words, or that nothing came. */
import { ApiError } from '../api/client';
import { say } from './texts';

export function failureText(error: unknown): string {
  if (!(error instanceof ApiError)) throw error;
  if (error.status === null) return say('failure.unreached');
  return error.problem?.detail || say('failure.trouble');
}
