/** The live picture as plain data: what comes first, who was told, what changed since last time. */
import type { Board, BoardAlert, DeliveryStatus, ResponseStatus, Told } from './contract';

const ON_THE_WAY: ReadonlySet<ResponseStatus> = new Set(['accepted', 'on_scene', 'done']);
const NEVER_ARRIVED: ReadonlySet<DeliveryStatus> = new Set(['failed', 'gone', 'none']);

/** How an open alert stands: nobody has said yes, somebody is on the way, somebody is there. */
export type Standing = 'unanswered' | 'coming' | 'on_scene';

export function standing(alert: BoardAlert): Standing {
  if (alert.told.some((told) => told.status === 'on_scene' || told.status === 'done')) {
    return 'on_scene';
  }
  if (alert.told.some((told) => told.status === 'accepted')) return 'coming';
  return 'unanswered';
}

/** A late alert is as old as what happened, not as its arrival. */
export function happenedAt(alert: BoardAlert): string {
  return alert.happened_at ?? alert.opened_at;
}

/** Fixes ages to a moment, so that they can tick between two answers. */
export function withMoments<A extends BoardAlert>(alerts: readonly A[], now: string): A[] {
  return alerts.map((alert) =>
    alert.late && alert.closed_at === null
      ? { ...alert, happened_at: new Date(Date.parse(now) - alert.age_s * 1000).toISOString() }
      : alert,
  );
}

export function isUnanswered(alert: BoardAlert): boolean {
  return standing(alert) === 'unanswered';
}

/** Oldest unanswered first, then the answered ones; within each group real alerts before drills. */
export function oldestUnansweredFirst(alerts: readonly BoardAlert[]): BoardAlert[] {
  return [...alerts].sort(
    (a, b) =>
      Number(!isUnanswered(a)) - Number(!isUnanswered(b)) ||
      Number(a.drill) - Number(b.drill) ||
      Date.parse(happenedAt(a)) - Date.parse(happenedAt(b)) ||
      a.id.localeCompare(b.id),
  );
}

export interface ToldSummary {
  total: number;
  /** A push left for them and their phone has not said it came. */
  waiting: number;
  /** Their own app said it received the push, or they did something with it. */
  received: number;
  /** The push cannot reach them: refused, address gone, or notifications never turned on. */
  failed: number;
  seen: number;
  declined: number;
  coming: Told[];
}

/** Counts are of people. An answer proves receipt, whatever the push service said. */
export function summariseTold(told: readonly Told[]): ToldSummary {
  const answered = (one: Told) => one.status !== 'notified' && one.status !== 'stood_down';
  const received = told.filter((one) => one.delivery === 'received' || answered(one));
  const failed = told.filter((one) => NEVER_ARRIVED.has(one.delivery) && !answered(one));
  return {
    total: told.length,
    waiting: told.length - received.length - failed.length,
    received: received.length,
    failed: failed.length,
    seen: told.filter(answered).length,
    declined: told.filter((one) => one.status === 'declined').length,
    coming: told.filter((one) => ON_THE_WAY.has(one.status)),
  };
}

const NEAREST_FIRST: readonly ResponseStatus[] = [
  'on_scene',
  'done',
  'accepted',
  'seen',
  'notified',
  'declined',
  'stood_down',
];

/** Whoever is nearest to helping first, so that a short list shows the ones who matter. */
export function nearestToHelping(told: readonly Told[]): Told[] {
  return [...told].sort((a, b) => NEAREST_FIRST.indexOf(a.status) - NEAREST_FIRST.indexOf(b.status));
}

/** True when the ladder has run out and only a person at the desk can still do something. */
export function needsTheDesk(alert: BoardAlert): boolean {
  return isUnanswered(alert) && (alert.desk_told_at !== null || alert.next_step_at === null);
}

/** Keeps the newer of two answers: a slow reply must not put an old picture back. */
export function newer(held: Board | null, arrived: Board): Board {
  if (held === null || held.neighbourhood.id !== arrived.neighbourhood.id) return arrived;
  return Date.parse(arrived.now) < Date.parse(held.now) ? held : arrived;
}

export type Change =
  | { kind: 'opened'; alert: BoardAlert }
  | { kind: 'coming'; alert: BoardAlert; name: string }
  | { kind: 'on_scene'; alert: BoardAlert; name: string }
  | { kind: 'desk_told'; alert: BoardAlert }
  | { kind: 'closed'; alert: BoardAlert };

/** What a person at the desk should be told happened between two pictures, most pressing first. */
export function changesBetween(held: Board | null, arrived: Board): Change[] {
  if (held === null) return [];
  const before = new Map([...held.alerts, ...held.closed_alerts].map((one) => [one.id, one]));
  const changes: Change[] = [];
  for (const alert of oldestUnansweredFirst(arrived.alerts)) {
    const old = before.get(alert.id);
    if (old === undefined) {
      changes.push({ kind: 'opened', alert });
      continue;
    }
    if (old.desk_told_at === null && alert.desk_told_at !== null) {
      changes.push({ kind: 'desk_told', alert });
    }
    changes.push(...newHelp(old, alert));
  }
  for (const alert of arrived.closed_alerts) {
    if (held.alerts.some((one) => one.id === alert.id)) changes.push({ kind: 'closed', alert });
  }
  return changes.sort((a, b) => Number(b.kind === 'opened') - Number(a.kind === 'opened'));
}

function newHelp(old: BoardAlert, alert: BoardAlert): Change[] {
  const changes: Change[] = [];
  for (const kind of ['accepted', 'on_scene'] as const) {
    const known = old.told.filter((one) => one.status === kind).length;
    const now = alert.told.filter((one) => one.status === kind);
    const last = now.at(-1);
    if (now.length > known && last !== undefined) {
      changes.push({ kind: kind === 'accepted' ? 'coming' : 'on_scene', alert, name: last.name });
    }
  }
  return changes;
}
