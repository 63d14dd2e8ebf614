/** People who did not answer what they promised: what the board tells of them, and what the desk does about it. */
import { call } from '../../api/client';
import type { Contact, PromiseKey } from '../../api/promises';

export interface Missed extends PromiseKey {
  member_id: string;
  name: string;
  due_at: string;
  /** The oldest promise of this silence. */
  since: string;
  /** We were late with it ourselves. */
  late: boolean;
  /** The newest word of a buddy. */
  contact: Contact | null;
  reason_why: 'no_answer' | 'phone_unreachable';
  /** The alert in which neighbours are asked to knock. */
  alert_id: string | null;
}

export const SETTLED_HOW = ['spoke_by_phone', 'visited', 'other'] as const;
export type SettledHow = (typeof SETTLED_HOW)[number];

const path = (planId: string) => `/api/desk/plans/${encodeURIComponent(planId)}`;

/** Logged, and shown to the person. Throws ApiError. */
export function settlePromise(missed: Missed, how: SettledHow, note: string): Promise<void> {
  const { plan_id, day, minute } = missed;
  return call('POST', `${path(plan_id)}/settle`, { body: { day, minute, how, note } });
}

/** Answers the alert. Throws ApiError. */
export function knockNow({ plan_id, day, minute }: Missed): Promise<{ alert_id: string }> {
  return call<{ alert_id: string }>('POST', `${path(plan_id)}/knock`, { body: { day, minute } });
}

/** Those of whose silence the desk had not heard. */
export function newlyMissed(held: readonly Missed[] | null, arrived: readonly Missed[]): Missed[] {
  if (held === null) return [];
  const known = new Set(held.map(({ plan_id, since }) => `${plan_id} ${since}`));
  return arrived.filter(({ plan_id, since }) => !known.has(`${plan_id} ${since}`));
}
