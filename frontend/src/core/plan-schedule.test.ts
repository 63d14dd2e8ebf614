import { describe, expect, it } from 'vitest';

import { type Flaw, flawOf, flaws, ladderOf, nextDue, ordered, type Schedule } from './plan-schedule';

const NOW = Date.parse('2026-12-01T00:00:00Z'); // Tuesday, 9 in Seoul
const plan = (change: Partial<Schedule> = {}): Schedule => ({
  times: ['09:00'],
  weekdays: null,
  every_days: 1,
  zone: 'Asia/Seoul',
  first_day: '2026-11-01',
  last_day: null,
  ...change,
});

describe('what can never be kept, or never be missed', () => {
  it.each<[Flaw | null, Partial<Schedule>]>([
    [null, {}],
    ['no_times', { times: [] }],
    ['not_a_time', { times: ['09:00', ''] }],
    ['too_many_times', { times: ['00:00', '02:00', '04:00', '06:00', '08:00', '10:00', '12:00'] }],
    ['times_too_close', { times: ['09:00', '09:59'] }],
    ['times_too_close', { times: ['23:30', '00:15'] }],
    [null, { times: ['09:00', '10:00', '09:00'] }],
    ['no_days', { weekdays: [] }],
    ['not_a_step', { every_days: 15 }],
    ['no_such_zone', { zone: 'Mars/Olympus' }],
    ['never_due', { last_day: '2026-11-30' }],
    ['never_due', { last_day: '2026-12-01' }], // today's time is past
    ['never_due', { weekdays: [0], first_day: '2026-12-01', last_day: '2026-12-06' }],
  ])('%s', (flaw, change) => {
    expect(flaws(plan(change), NOW)).toEqual(flaw ? [flaw] : []);
  });

  it('is known by the server’s own names', () => {
    expect(flawOf('plan-times-too-close')).toBe('times_too_close');
    expect(flawOf('too-many-plans')).toBeNull();
    expect(flawOf(null)).toBeNull();
  });
});

describe('the next promise', () => {
  it.each([
    ['the same day when its time lies ahead', { times: ['21:00', '09:00'] }, '2026-12-01', 1260],
    ['the next day at the very minute', {}, '2026-12-02', 540],
    ['the weekday', { weekdays: [0, 4] }, '2026-12-04', 540],
    ['every third day from the first', { every_days: 3, first_day: '2026-11-29' }, '2026-12-02', 540],
    ['not before the first day', { first_day: '2027-03-01' }, '2027-03-01', 540],
    ['in another zone the day there', { zone: 'America/New_York' }, '2026-12-01', 540],
  ])('is %s', (_, change, day, minute) => {
    expect(nextDue(plan(change), NOW)).toMatchObject({ day, minute });
  });
});

it('the steps around it come as the server takes them', () => {
  const terms = { plan_quiet_min: 60, plan_soon_min: 10, plan_grace_min: 30, plan_desk_after_min: 40 };
  expect(ladderOf(NOW, 45, terms).map(({ rung, at }) => [rung, (at - NOW) / 60_000])).toEqual([
    ['quiet', -60],
    ['soon', -10],
    ['due', 0],
    ['again', 22],
    ['people', 45],
    ['desk', 85],
    ['knock', 85],
  ]);
});

it('orders times, once each', () => {
  expect(ordered(['19:00', '09:00', '19:00', ''])).toEqual(['09:00', '19:00']);
});
