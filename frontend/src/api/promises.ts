/** Promises to check in, as the server tells of them. Times are RFC 3339 UTC, days and minutes those of the plan's own wall clock. */

/** One time of one local day of a plan. */
export interface PromiseKey {
  plan_id: string;
  day: string;
  /** Minutes after midnight on the wall clock of the plan's zone. */
  minute: number;
}

export interface PromiseAhead extends PromiseKey {
  due_at: string;
  /** From then on a check-in counts for it. */
  opens_at: string;
}

export type OpenStatus = 'early' | 'due' | 'asked' | 'people' | 'desk' | 'knocking';
/** What a check-in would keep now. */
export interface PromiseOpen extends PromiseKey {
  due_at: string;
  status: OpenStatus;
}

export type PromiseStatus = 'kept' | 'kept_early' | 'kept_late' | 'missed' | 'settled' | 'paused' | 'asleep';
export interface PromiseDecided extends PromiseKey {
  due_at: string;
  status: PromiseStatus;
  decided_at: string;
  /** We were late with it ourselves. */
  late: boolean;
}

export type Rung = 'quiet' | 'soon' | 'due' | 'again' | 'people' | 'desk' | 'knock';
export interface RungAt {
  rung: Rung;
  at: string;
  taken: boolean;
}

export interface MyPlan {
  next: PromiseAhead | null;
  open: PromiseOpen | null;
  /** The last day of the pause that is on. */
  paused_until: string | null;
  ladder: RungAt[];
}

export interface Plan {
  id: string;
  times: string[];
  /** 0 is Monday; null counts days instead. */
  weekdays: number[] | null;
  every_days: number;
  zone: string;
  first_day: string;
  last_day: string | null;
  grace_min: number;
  paused_until: string | null;
  next: PromiseAhead | null;
}

export type ContactHow = 'talked' | 'saw' | 'answered_door';
export interface Contact {
  /** Null where I am not to know who. */
  by: string | null;
  how: ContactHow;
  at: string;
}

/** Somebody whose buddy I am did not answer. */
export interface AskedPlan extends PromiseKey {
  name: string;
  due_at: string;
  taken: Rung[];
  said: Contact[];
}

/** How long the steps around a promise are, in minutes; the grace is one's own. */
export interface PlanTerms {
  plan_quiet_min: number;
  plan_soon_min: number;
  plan_grace_min: number;
  plan_desk_after_min: number;
}
