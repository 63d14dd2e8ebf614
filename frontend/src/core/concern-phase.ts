/** How far a call for help has come: pure, from what is known about it. */
import type { Alert, AlertStatus, Category, Coming, Problem, SyncResult } from '../api/types';
import type { Position } from './position';

export type ConcernPhase =
  | 'countdown'
  | 'saved'
  | 'sent'
  | 'seen'
  | 'coming'
  | 'resolved'
  | 'cancelled'
  /** The server refused it: shown with the reason and what to do. */
  | 'refused';

/** What is written down about it, so that it survives a reload. */
export interface ConcernRecord {
  id: string;
  memberId: string;
  category: Category;
  note: string | null;
  position: Position | null;
  raisedAt: number;
  countdownEndsAt: number;
  /** The all-clear the person asked for, when the call may already have left. */
  cancelItemId: string | null;
}

/** What else is known just now. */
export interface ConcernNews {
  receipt: SyncResult | null;
  cancelReceipt: SyncResult | null;
  /** Why the last try to take it back was not accepted; the call goes on. */
  cancelProblem: Problem | null;
  alert: Alert | null;
  /** False when the phone's storage refused it and it lives in this page only. */
  durable: boolean;
}

export interface ConcernState extends Omit<ConcernRecord, 'memberId' | 'cancelItemId'> {
  phase: ConcernPhase;
  /** Whole seconds of the countdown. */
  secondsLeft: number;
  /** Rule 14: ten seconds past the countdown and still no receipt. Sending goes on. */
  notSent: boolean;
  alertId: string | null;
  alertStatus: AlertStatus | null;
  seenBy: number;
  coming: Coming[];
  deskTold: boolean;
  /** Arrived more than 15 minutes late: it went to the desk, volunteers were not paged. */
  late: boolean;
  /** The person cancelled after it may have left; the all-clear is on its way. */
  cancelling: boolean;
  durable: boolean;
  problem: Problem | null;
  cancelProblem: Problem | null;
}

export const NOT_SENT_AFTER_MS = 10_000;
const ON_THE_WAY = ['accepted', 'on_scene', 'done'];
const FINAL: ConcernPhase[] = ['resolved', 'cancelled', 'refused'];

export function isFinal(phase: ConcernPhase): boolean {
  return FINAL.includes(phase);
}

export function describe(record: ConcernRecord, news: ConcernNews, now: number): ConcernState {
  const { memberId: _member, cancelItemId, ...shown } = record;
  const phase = phaseOf(record, news, now);
  const progress = news.alert?.progress;
  return {
    ...shown,
    phase,
    secondsLeft: Math.max(0, Math.ceil((record.countdownEndsAt - now) / 1000)),
    notSent: phase === 'saved' && now >= record.countdownEndsAt + NOT_SENT_AFTER_MS,
    alertId: news.receipt?.alert_id ?? news.alert?.id ?? null,
    alertStatus: news.alert?.status ?? null,
    seenBy: progress?.seen_by ?? 0,
    coming: progress?.coming ?? [],
    deskTold: progress?.desk_told ?? false,
    late: news.alert?.late ?? false,
    cancelling: cancelItemId !== null && !isFinal(phase),
    durable: news.durable,
    problem: news.receipt?.problem ?? null,
    cancelProblem: news.cancelProblem,
  };
}

function phaseOf(
  record: ConcernRecord,
  { receipt, cancelReceipt, alert }: ConcernNews,
  now: number,
): ConcernPhase {
  if (alert?.status === 'cancelled' || arrived(cancelReceipt)) return 'cancelled';
  if (alert?.status === 'resolved' || alert?.status === 'expired') return 'resolved';
  if (alert?.progress?.coming.some((each) => ON_THE_WAY.includes(each.status))) return 'coming';
  // Only somebody who opened it has seen it; a push that arrived is not that.
  if ((alert?.progress?.seen_by ?? 0) > 0) return 'seen';
  if (alert || arrived(receipt)) return 'sent';
  if (receipt?.status === 'rejected' || receipt?.status === 'conflict') return 'refused';
  // A clock that was set back must not stretch the countdown.
  const counting = now >= record.raisedAt && now < record.countdownEndsAt;
  return counting ? 'countdown' : 'saved';
}

/** The server's own word, nothing less. */
export function arrived(receipt: SyncResult | null): boolean {
  return receipt?.status === 'applied' || receipt?.status === 'duplicate';
}
