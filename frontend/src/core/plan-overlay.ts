/** My plans as they will be once everything on this phone has arrived. Pure. */
import type { Plan } from '../api/promises';
import type { ItemBodies } from '../api/types';
import type { PlanItem } from './plans';

export interface ShownPlan extends Plan {
  /** `new` and `changed` hold from when the server hears of them; `ending` is still owed until then. */
  waiting: 'no' | 'new' | 'changed' | 'ending';
}

export interface Overlay {
  plans: ShownPlan[];
  /** A pause that this phone has still to tell; undefined when it says nothing of it, null when it ends the pause. */
  pause: string | null | undefined;
  /** What the server did not take, with its words. */
  refused: PlanItem[];
}

export function overlay(
  plans: readonly Plan[],
  items: readonly PlanItem[],
  otherwise: { zone: string; graceMin: number; today: string },
): Overlay {
  const shown = new Map<string, ShownPlan>(plans.map((plan) => [plan.id, { ...plan, waiting: 'no' }]));
  let pause: string | null | undefined;
  for (const item of items) {
    if (item.refused !== null) continue;
    if (item.kind === 'plan.pause') pause = item.body.until;
    else if (item.kind === 'plan.resume') pause = null;
    else if (item.kind === 'plan.set') {
      const known = shown.get(item.body.plan_id);
      shown.set(item.body.plan_id, changed(item.body, known, otherwise));
    } else if (item.kind === 'plan.end') {
      const known = shown.get(item.body.plan_id);
      // One that never left this phone is simply taken back.
      if (known?.waiting === 'new') shown.delete(known.id);
      else if (known) shown.set(known.id, { ...known, waiting: 'ending' });
    }
  }
  return { plans: [...shown.values()], pause, refused: items.filter((item) => item.refused !== null) };
}

function changed(
  body: ItemBodies['plan.set'],
  known: ShownPlan | undefined,
  otherwise: { zone: string; graceMin: number; today: string },
): ShownPlan {
  return {
    id: body.plan_id,
    times: body.times,
    weekdays: body.weekdays ?? null,
    every_days: body.every_days ?? 1,
    zone: body.zone ?? known?.zone ?? otherwise.zone,
    first_day: body.first_day ?? known?.first_day ?? otherwise.today,
    last_day: body.last_day ?? null,
    grace_min: body.grace_min ?? known?.grace_min ?? otherwise.graceMin,
    paused_until: known?.paused_until ?? null,
    next: known?.next ?? null,
    waiting: known && known.waiting !== 'new' ? 'changed' : 'new',
  };
}
