/** What home says of my promises at this minute, from what this phone knows: pure, also right without a network. */
import type { MyPlan, OpenStatus, PromiseAhead, PromiseDecided, PromiseKey } from '../api/promises';
import { dayMs } from './wall-clock';

/** A promise by its wall clock and its moment. */
export type Due = PromiseKey & { due_at: string };

/** My latest "I'm OK" of this phone. */
export interface Said {
  /** Milliseconds. */
  at: number;
  /** `sent` only by the server's own receipt. */
  phase: 'saved' | 'sent';
  /** What the receipt told: which promise it was for, and the next one. */
  receipt: { promise: PromiseDecided | null; next: PromiseAhead | null } | null;
}

export type Standing =
  | { kind: 'none' }
  | { kind: 'paused'; until: string }
  /** Nothing is to be done yet. */
  | { kind: 'next'; promise: Due }
  /** A tap now counts for it; `overdue` once its time and a little more are past. */
  | { kind: 'open'; promise: Due; status: OpenStatus; overdue: boolean }
  /** What is known is too old to say which promise it is. */
  | { kind: 'unknown' }
  | { kind: 'saved'; promise: Due | null }
  | { kind: 'kept'; promise: PromiseDecided; next: Due | null }
  /** Sent, but too early to count for a promise: that one is still to be kept. */
  | { kind: 'extra'; next: Due };

/** For so long after its time nobody is told that it is past. */
const OVERDUE_MS = 10 * 60_000;
/** A promise so old was followed by others of which this phone knows nothing. */
const STALE_MS = 26 * 3_600_000;

type Ahead = Due & { opens: number; status: OpenStatus | null };

const at = (moment: string) => Date.parse(moment);
export const keyOf = ({ plan_id, day, minute }: PromiseKey) => `${plan_id} ${day} ${minute}`;

/** The calendar day at this minute where the promise is due. */
export function todayFor(promise: Due, now: number): string {
  const ahead = dayMs(promise.day) + promise.minute * 60_000 - at(promise.due_at);
  return new Date(now + ahead).toISOString().slice(0, 10);
}

/** `today` is the phone's own day, for a pause that is over. */
export function standing(plan: MyPlan | null, said: Said | null, now: number, today: string): Standing {
  const known = knownAhead(plan, said);
  const covered = said?.phase === 'saved' ? coveredBy(known, said.at) : new Set<string>();
  const left = known.filter((promise) => !covered.has(keyOf(promise)));
  const open = left.find((promise) => promise.opens <= now);
  if (open && now - at(open.due_at) > STALE_MS) return { kind: 'unknown' };
  if (open) {
    const due = at(open.due_at);
    const told = open.status ?? 'early';
    const status = told === 'early' && now >= due ? 'due' : told;
    return { kind: 'open', promise: open, status, overdue: now >= due + OVERDUE_MS };
  }
  const next = left[0] ?? null;
  if (said?.phase === 'saved' && (plan || covered.size > 0)) {
    return { kind: 'saved', promise: known.find((promise) => covered.has(keyOf(promise))) ?? null };
  }
  if (said?.receipt?.promise) return { kind: 'kept', promise: said.receipt.promise, next };
  if (plan?.paused_until && plan.paused_until >= today) return { kind: 'paused', until: plan.paused_until };
  if (said?.receipt && next) return { kind: 'extra', next };
  return next ? { kind: 'next', promise: next } : { kind: 'none' };
}

/** Every promise this phone knows of that is not decided, the first due first. */
function knownAhead(plan: MyPlan | null, said: Said | null): Ahead[] {
  const found = new Map<string, Ahead>();
  if (plan?.open) found.set(keyOf(plan.open), { ...plan.open, opens: 0 });
  for (const ahead of [plan?.next, said?.receipt?.next]) {
    if (ahead && !found.has(keyOf(ahead)))
      found.set(keyOf(ahead), { ...ahead, opens: at(ahead.opens_at), status: null });
  }
  const decided = said?.receipt?.promise;
  if (decided) found.delete(keyOf(decided));
  return [...found.values()].toSorted((a, b) => at(a.due_at) - at(b.due_at));
}

/** Of each plan the first promise that a word of that moment is for. */
function coveredBy(known: readonly Ahead[], saidAt: number): Set<string> {
  const plans = new Map<string, string>();
  for (const promise of known) {
    if (promise.opens <= saidAt && !plans.has(promise.plan_id)) plans.set(promise.plan_id, keyOf(promise));
  }
  return new Set(plans.values());
}
