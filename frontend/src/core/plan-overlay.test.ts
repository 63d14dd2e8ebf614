import { expect, it } from 'vitest';

import type { Plan } from '../api/promises';
import { overlay } from './plan-overlay';
import type { PlanItem } from './plans';

const HERE = { zone: 'Asia/Seoul', graceMin: 30, today: '2026-12-01' };
const plan: Plan = {
  id: 'p1',
  times: ['09:00'],
  weekdays: null,
  every_days: 1,
  zone: 'Asia/Seoul',
  first_day: '2026-11-01',
  last_day: null,
  grace_min: 45,
  paused_until: null,
  next: null,
};
const set = (plan_id: string, times: string[], refused: PlanItem['refused'] = null): PlanItem => ({
  id: `${plan_id} ${times.join()}`,
  kind: 'plan.set',
  body: { plan_id, times },
  refused,
});
const end = (plan_id: string): PlanItem => ({
  id: `end ${plan_id}`,
  kind: 'plan.end',
  body: { plan_id },
  refused: null,
});

it('shows what this phone has still to tell, and says that it waits', () => {
  const { plans } = overlay([plan], [set('p1', ['10:00']), set('p2', ['20:00'])], HERE);
  expect(plans).toMatchObject([
    { id: 'p1', times: ['10:00'], grace_min: 45, waiting: 'changed' },
    { id: 'p2', times: ['20:00'], grace_min: 30, waiting: 'new', first_day: '2026-12-01' },
  ]);
});

it('an ending still waits to be told; what never left is simply gone', () => {
  const { plans } = overlay([plan], [end('p1'), set('p2', ['20:00']), end('p2')], HERE);
  expect(plans).toMatchObject([{ id: 'p1', waiting: 'ending' }]);
});

it('the last word about a break is the one that counts', () => {
  const pause: PlanItem = { id: 'a', kind: 'plan.pause', body: { until: '2026-12-05' }, refused: null };
  const resume: PlanItem = { id: 'b', kind: 'plan.resume', body: {}, refused: null };
  expect(overlay([plan], [], HERE).pause).toBeUndefined();
  expect(overlay([plan], [pause], HERE).pause).toBe('2026-12-05');
  expect(overlay([plan], [pause, resume], HERE).pause).toBeNull();
});

it('what was refused changes nothing and is told apart', () => {
  const refused = set('p1', ['09:10', '09:20'], 'unknown');
  expect(overlay([plan], [refused], HERE)).toMatchObject({
    plans: [{ times: ['09:00'], waiting: 'no' }],
    refused: [{ id: refused.id }],
  });
});
