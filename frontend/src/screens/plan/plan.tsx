/** My promises to check in: what I promised, what happens in a silence, taking a break, what became of them. */
import { useState } from 'preact/hooks';

import type { Plan } from '../../api/promises';
import { formatAge, t } from '../../core/i18n';
import { MOST_PLANS } from '../../core/plan-schedule';
import { myPlans, type PlanItem } from '../../core/plans';
import { discardItem } from '../../core/outbox';
import { zoneHere } from '../../core/zone';
import { tm } from '../../locales/more';
import { tp } from '../../locales/plan';
import { Button } from '../../ui/button';
import { QuickExit } from '../../ui/quick-exit';
import { Empty, Notice, Skeleton } from '../../ui/surface';
import { useNow } from '../../ui/use-now';
import { LoadFailed } from '../shell/load-failed';
import { Screen } from '../shell/screen';
import { type Draft, draftOf, emptyDraft } from './draft';
import { EndPlan } from './end-plan';
import { History } from './history';
import { MyLadder } from './ladder';
import { Pause } from './pause';
import { PlanCard } from './plan-card';
import { PlanForm } from './plan-form';
import { RefusedItem } from './refused';
import { termsHere, usePlans } from './use-plans';
import './plan.css';

const OLD_MS = 120_000;

export default function PlanScreen() {
  const now = useNow(10_000);
  const plans = usePlans(now);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [said, setSaid] = useState('');
  const [ending, setEnding] = useState<Plan | null>(null);
  const write = (next: Draft) => {
    setSaid('');
    setDraft(next);
  };
  const fix = async (item: PlanItem) => {
    if (item.kind === 'plan.set') write(draftFrom(item, plans.plans));
    await discardItem(item.id);
  };
  if (draft) {
    return (
      <PlanForm
        draft={draft}
        onDone={(words) => {
          setSaid(words);
          setDraft(null);
        }}
        onLeave={() => setDraft(null)}
      />
    );
  }
  const shown = plans.plans;
  const make = () => write(emptyDraft(zoneHere(), termsHere().plan_grace_min, Date.now()));
  const { error } = myPlans.state.value;
  return (
    <Screen title={tp('plan.title')} back={{ href: '/settings', label: tm('more.settings') }} class="plans">
      <p class="muted">{tp('plan.lead')}</p>
      {said && <Notice tone="good" title={said} />}
      {!plans.known && !plans.failed && <Skeleton label={t('common.loading')} />}
      {!plans.known && error && <LoadFailed error={error} retry={() => void myPlans.refresh()} />}
      {plans.known && plans.failed && plans.at !== null && now - plans.at > OLD_MS && (
        <p class="small muted">{tp('plan.old', { age: formatAge(plans.at, now) })}</p>
      )}
      {plans.refused.map((item) => (
        <RefusedItem key={item.id} item={item} onFix={() => void fix(item)} />
      ))}
      {plans.known && shown.length === 0 && (
        <Empty icon="clock" title={tp('plan.none')}>
          <p class="muted">{tp('plan.noneText')}</p>
        </Empty>
      )}
      {shown.map((plan) => (
        <PlanCard
          key={plan.id}
          plan={plan}
          now={now}
          onEdit={() => write(draftOf(plan, plan.waiting === 'new'))}
          onEnd={() => setEnding(plan)}
        />
      ))}
      {(plans.known || plans.failed) && shown.length < MOST_PLANS && (
        <Button
          kind={shown.length === 0 ? 'primary' : 'second'}
          size={shown.length === 0 ? 'l' : 'm'}
          block
          icon="plus"
          onClick={make}
          data-testid="plan-make"
        >
          {tp(shown.length === 0 ? 'plan.make' : 'plan.another')}
        </Button>
      )}
      {shown.length > 0 && (
        <>
          <MyLadder now={now} />
          <Pause plans={shown} waiting={plans.pause} now={now} />
        </>
      )}
      <History />
      <div class="row">
        <QuickExit />
      </div>
      {ending && (
        <EndPlan
          plan={ending}
          onClose={() => setEnding(null)}
          onDone={(words) => {
            setEnding(null);
            setSaid(words);
          }}
        />
      )}
    </Screen>
  );
}

/** What was typed, as it was typed. */
function draftFrom(item: Extract<PlanItem, { kind: 'plan.set' }>, plans: readonly Plan[]): Draft {
  const known = plans.find(({ id }) => id === item.body.plan_id);
  const { plan_id: id, times, weekdays, every_days, zone, first_day, last_day, grace_min } = item.body;
  return draftOf(
    {
      id,
      times,
      weekdays: weekdays ?? null,
      every_days: every_days ?? 1,
      zone: zone ?? zoneHere(),
      first_day: first_day ?? '',
      last_day: last_day ?? null,
      grace_min: grace_min ?? termsHere().plan_grace_min,
      paused_until: null,
      next: null,
    },
    known === undefined,
  );
}
