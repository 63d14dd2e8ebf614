/** A plan being written: what was typed, what is wrong with it, and the item it becomes. Pure. */
import type { Plan, PlanTerms } from '../../api/promises';
import type { ItemBodies } from '../../api/types';
import { newId } from '../../core/ids';
import { type Flaw, flaws, ordered, type Schedule } from '../../core/plan-schedule';
import { dayAndTime } from '../../core/wall-clock';

export type Rhythm = 'daily' | 'weekdays' | 'every';
export const GRACES = [15, 30, 60, 120] as const;
export const USUAL_TERMS: PlanTerms = {
  plan_quiet_min: 60,
  plan_soon_min: 10,
  plan_grace_min: 30,
  plan_desk_after_min: 30,
};

export interface Draft {
  planId: string;
  isNew: boolean;
  times: string[];
  rhythm: Rhythm;
  weekdays: number[];
  everyDays: number;
  firstDay: string;
  /** Empty: without an end. */
  lastDay: string;
  zone: string;
  graceMin: number;
}

/** Nine each morning. */
export function emptyDraft(zone: string, graceMin: number, now: number): Draft {
  return {
    planId: newId(),
    isNew: true,
    times: ['09:00'],
    rhythm: 'daily',
    weekdays: [0, 1, 2, 3, 4],
    everyDays: 2,
    firstDay: dayAndTime(now, zone).day,
    lastDay: '',
    zone,
    graceMin,
  };
}

export function draftOf(plan: Plan, isNew = false): Draft {
  const all = plan.weekdays !== null && plan.weekdays.length === 7;
  const daily = all || (plan.weekdays === null && plan.every_days === 1);
  return {
    planId: plan.id,
    isNew,
    times: plan.times,
    rhythm: daily ? 'daily' : plan.weekdays === null ? 'every' : 'weekdays',
    weekdays: daily || plan.weekdays === null ? [0, 1, 2, 3, 4] : plan.weekdays,
    everyDays: plan.every_days > 1 ? plan.every_days : 2,
    firstDay: plan.first_day,
    lastDay: plan.last_day ?? '',
    zone: plan.zone,
    graceMin: plan.grace_min,
  };
}

export function scheduleOf(draft: Draft): Schedule {
  return {
    times: draft.times,
    weekdays: draft.rhythm === 'weekdays' ? draft.weekdays : null,
    every_days: draft.rhythm === 'every' ? draft.everyDays : 1,
    zone: draft.zone,
    first_day: draft.firstDay,
    last_day: draft.lastDay || null,
  };
}

export function wrongWith(draft: Draft, now: number): Flaw | null {
  // An emptied date field is no first day at all: then it is from today on.
  return flaws(scheduleOf(begun(draft, now)), now)[0] ?? null;
}

export function bodyOf(draft: Draft, now: number): ItemBodies['plan.set'] {
  const { weekdays, every_days, zone, first_day, last_day } = scheduleOf(begun(draft, now));
  return {
    plan_id: draft.planId,
    times: ordered(draft.times),
    weekdays: weekdays && [...weekdays].toSorted((a, b) => a - b),
    every_days,
    first_day,
    last_day,
    zone,
    grace_min: draft.graceMin,
  };
}

export function begun(draft: Draft, now: number): Draft {
  return draft.firstDay ? draft : { ...draft, firstDay: dayAndTime(now, draft.zone).day };
}
