/** One plan: when, what follows, the next time, and changing it. */
import type { ShownPlan } from '../../core/plan-overlay';
import { nextDue } from '../../core/plan-schedule';
import { dayAndTime } from '../../core/wall-clock';
import { tp } from '../../locales/plan';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { phoneZone, planWords, zoneWords } from './plan-words';
import { dayAndTimeWords, dayWords, spanWords, whenWords } from './words';

interface Props {
  plan: ShownPlan;
  now: number;
  onEdit: () => void;
  onEnd: () => void;
}

const WAITS = {
  new: 'plan.waitNew',
  changed: 'plan.waitChanged',
  ending: 'plan.waitEnding',
} as const;

export function PlanCard({ plan, now, onEdit, onEnd }: Props) {
  const what = planWords(plan);
  const next = nextWords(plan, now);
  return (
    <section class="card plan-card" data-testid="plan-card">
      <h2>{what}</h2>
      {plan.zone !== phoneZone() && <p>{tp('plan.zone', { zone: zoneWords(plan.zone) })}</p>}
      {plan.last_day && <p>{tp('plan.until', { day: dayWords(plan.last_day) })}</p>}
      {plan.waiting === 'no' || plan.waiting === 'ending' ? (
        <p class="strong">{next ? tp('plan.next', { when: next }) : tp('plan.noNext')}</p>
      ) : null}
      <p class="muted">{tp('plan.grace', { minutes: spanWords(plan.grace_min) })}</p>
      {plan.waiting !== 'no' && (
        <p class="promise-waits">
          <Icon name="device" />
          <span>{tp(WAITS[plan.waiting])}</span>
        </p>
      )}
      {plan.waiting !== 'ending' && (
        <div class="row">
          <Button onClick={onEdit} aria-label={tp('plan.editNamed', { what })} data-testid="plan-edit">
            {tp('plan.edit')}
          </Button>
          <Button
            kind="quiet"
            onClick={onEnd}
            aria-label={tp('plan.endNamed', { what })}
            data-testid="plan-end"
          >
            {tp('plan.end')}
          </Button>
        </div>
      )}
    </section>
  );
}

/** The server's word while it lies ahead; later, without a network, what the plan itself says. */
function nextWords(plan: ShownPlan, now: number): string {
  if (plan.next && Date.parse(plan.next.due_at) > now) return whenWords(plan.next, now);
  const due = nextDue(plan, now);
  return due ? dayAndTimeWords(due.day, due.minute, dayAndTime(now, plan.zone).day) : '';
}
