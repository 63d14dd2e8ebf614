/** Says when a facility should be looked at next. */
import { saySpan } from '../texts';
import type { Facility } from './facilities';
import { tell } from './words';

export function sayDue({ next_due_at, due }: Pick<Facility, 'next_due_at' | 'due'>, nowMs: number): string {
  const leftS = (Date.parse(next_due_at) - nowMs) / 1000;
  if (leftS < -86_400) return tell('facilities.overdue', { span: saySpan(-leftS) });
  if (leftS <= 0 || due) return tell('facilities.dueNow');
  return tell('facilities.dueIn', { span: saySpan(leftS) });
}
