import { describe, expect, it } from 'vitest';

import type { MyPlan, PromiseAhead, PromiseDecided, PromiseOpen } from '../api/promises';
import { type Said, standing, todayFor } from './promise-standing';

const NINE = Date.parse('2026-12-01T00:00:00Z'); // 9 in Seoul
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const iso = (at: number) => new Date(at).toISOString();

const ahead = (at = NINE, change: Partial<PromiseAhead> = {}): PromiseAhead => ({
  plan_id: 'p1',
  day: iso(at + 9 * HOUR).slice(0, 10),
  minute: 540,
  due_at: iso(at),
  opens_at: iso(at - 6 * HOUR),
  ...change,
});
const open = (status: PromiseOpen['status'] = 'early', at = NINE): PromiseOpen => {
  const { plan_id, day, minute, due_at } = ahead(at);
  return { plan_id, day, minute, due_at, status };
};
const mine = (change: Partial<MyPlan>): MyPlan => ({
  next: null,
  open: null,
  paused_until: null,
  ladder: [],
  ...change,
});
const decided = (status: PromiseDecided['status'], at = NINE): PromiseDecided => {
  const { plan_id, day, minute, due_at } = ahead(at);
  return { plan_id, day, minute, due_at, status, decided_at: iso(at), late: false };
};
const at = (plan: MyPlan | null, said: Said | null, now: number) => standing(plan, said, now, '2026-12-01');
const TOMORROW = NINE + 24 * HOUR;

describe('without a tap', () => {
  it('says nothing without a plan', () => {
    expect(at(null, null, NINE)).toEqual({ kind: 'none' });
    expect(at(mine({}), null, NINE)).toEqual({ kind: 'none' });
  });

  it('names the next promise until a tap counts for it', () => {
    const plan = mine({ next: ahead() });
    expect(at(plan, null, NINE - 7 * HOUR)).toMatchObject({ kind: 'next', promise: { minute: 540 } });
    expect(at(plan, null, NINE - 6 * HOUR)).toMatchObject({ kind: 'open', status: 'early', overdue: false });
  });

  it.each([
    ['the very minute', 0, false],
    ['a little later', 9 * MINUTE, false],
    ['ten minutes later', 10 * MINUTE, true],
    ['the next morning', 20 * HOUR, true],
  ])('without a network it is due at %s, from what was known hours before', (_, later, overdue) => {
    const plan = mine({ next: ahead() });
    expect(at(plan, null, NINE + later)).toMatchObject({ kind: 'open', status: 'due', overdue });
  });

  it('after days without the server says that it does not know', () => {
    expect(at(mine({ next: ahead() }), null, NINE + 27 * HOUR)).toEqual({ kind: 'unknown' });
  });

  it('tells that people were asked only when the server said so', () => {
    const plan = mine({ open: open('knocking'), next: ahead(TOMORROW) });
    expect(at(plan, null, NINE + 2 * HOUR)).toMatchObject({ kind: 'open', status: 'knocking' });
  });

  it('rests while a pause is on, but an open promise stays', () => {
    const plan = mine({ paused_until: '2026-12-01', next: ahead(TOMORROW) });
    expect(at(plan, null, NINE - HOUR)).toEqual({ kind: 'paused', until: '2026-12-01' });
    expect(at({ ...plan, open: open('due') }, null, NINE)).toMatchObject({ kind: 'open' });
    expect(standing(plan, null, NINE - HOUR, '2026-12-02')).toMatchObject({ kind: 'next' });
  });
});

describe('after a tap', () => {
  const saved = (when: number): Said => ({ at: when, phase: 'saved', receipt: null });
  const sent = (when: number, promise: PromiseDecided | null, next: PromiseAhead | null): Said => ({
    at: when,
    phase: 'sent',
    receipt: { promise, next },
  });

  it('saved on this phone it is for the promise whose time it is, and asks no more', () => {
    const plan = mine({ next: ahead() });
    for (const now of [NINE - MINUTE, NINE, NINE + HOUR]) {
      expect(at(plan, saved(NINE - MINUTE), now)).toMatchObject({ kind: 'saved', promise: { minute: 540 } });
    }
  });

  it('saved too early it is for none, and the promise is still to be kept', () => {
    const plan = mine({ next: ahead() });
    expect(at(plan, saved(NINE - 8 * HOUR), NINE - 7 * HOUR)).toEqual({ kind: 'saved', promise: null });
    expect(at(plan, saved(NINE - 8 * HOUR), NINE)).toMatchObject({ kind: 'open', status: 'due' });
  });

  it('of a plan it is for one promise only: the overdue one, not the one after it', () => {
    const plan = mine({
      open: open('people'),
      next: ahead(NINE + 5 * HOUR, { minute: 840, opens_at: iso(NINE) }),
    });
    expect(at(plan, saved(NINE + HOUR), NINE + HOUR)).toMatchObject({
      kind: 'open',
      promise: { minute: 840 },
    });
  });

  it('the receipt says which promise was kept and which comes next, before anything else is known', () => {
    const plan = mine({ open: open('due') });
    expect(at(plan, sent(NINE, decided('kept'), ahead(TOMORROW)), NINE)).toMatchObject({
      kind: 'kept',
      promise: { status: 'kept' },
      next: { due_at: iso(TOMORROW) },
    });
  });

  it('a second promise of the day opens beside what was kept', () => {
    const evening = ahead(NINE + 10 * HOUR, { minute: 1140, opens_at: iso(NINE + 4 * HOUR) });
    const said = sent(NINE, decided('kept'), evening);
    expect(at(mine({ next: evening }), said, NINE + 3 * HOUR)).toMatchObject({ kind: 'kept' });
    expect(at(mine({ next: evening }), said, NINE + 4 * HOUR)).toMatchObject({
      kind: 'open',
      promise: { minute: 1140 },
    });
  });

  it('a word that counted for none says so', () => {
    const said = sent(NINE - 8 * HOUR, null, ahead());
    expect(at(mine({ next: ahead() }), said, NINE - 7 * HOUR)).toMatchObject({
      kind: 'extra',
      next: { minute: 540 },
    });
  });

  it('a word without a plan says nothing of promises', () => {
    expect(at(null, sent(NINE, null, null), NINE)).toEqual({ kind: 'none' });
    expect(at(null, saved(NINE), NINE)).toEqual({ kind: 'none' });
  });
});

it('knows the day where the promise is due, wherever the phone is', () => {
  expect(todayFor(ahead(), NINE - 10 * HOUR)).toBe('2026-11-30');
  expect(todayFor(ahead(), NINE - 9 * HOUR)).toBe('2026-12-01');
});
