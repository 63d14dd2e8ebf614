/** What happens around a promise, step by step, with day and clock: told before it happens. */
import { useEffect } from 'preact/hooks';

import type { Rung, RungAt } from '../../api/promises';
import type { Page } from '../../api/types';
import { kept } from '../../core/kept';
import { ladderOf, nextDue } from '../../core/plan-schedule';
import { dayAndTime, minutesOf } from '../../core/wall-clock';
import { me } from '../../core/session';
import { tp } from '../../locales/plan';
import { Stepper, type Step } from '../../ui/stepper';
import type { IconName } from '../../ui/icon';
import { useBuddies } from './use-buddies';
import { begun, type Draft, scheduleOf } from './draft';
import { phoneZone } from './plan-words';
import { termsHere } from './use-plans';
import { dayAndTimeWords, timeWords } from './words';

const ICONS: Record<Rung, IconName> = {
  quiet: 'home',
  soon: 'bell',
  due: 'bell',
  again: 'bell',
  people: 'people',
  desk: 'desk',
  knock: 'door',
};

const WORDS = () => ({
  done: tp('ladder.taken'),
  now: tp('ladder.doing'),
  later: tp('ladder.later'),
  failed: tp('ladder.failed'),
});

const myLadder = kept<Page<RungAt>>('/api/plans/ladder');

/** Of the open promise, else of the next, as the server will do it. */
export function MyLadder({ now }: { now: number }) {
  const plan = me.value?.plan;
  const about = `${plan?.open?.due_at} ${plan?.next?.due_at} ${plan?.open?.status}`;
  useEffect(() => void (myLadder.state.peek().data ? myLadder.refresh() : myLadder.open()), [about]);
  const rungs = myLadder.state.value.data?.items ?? [];
  if (rungs.length === 0) return null;
  return (
    <section class="card" data-testid="my-ladder">
      <h2>{tp('ladder.title')}</h2>
      <Steps rungs={rungs.map(({ rung, at, taken }) => ({ rung, at: Date.parse(at), taken }))} now={now} />
      <p class="small muted">{tp('ladder.place')}</p>
      <a href="/settings/buddies" class="plan-link">
        {tp('ladder.buddies')}
      </a>
    </section>
  );
}

/** The same for what is being written, from the neighbourhood's own numbers. */
export function LadderPreview({ draft, now }: { draft: Draft; now: number }) {
  const due = nextDue(scheduleOf(begun(draft, now)), now);
  if (!due) return null;
  const rungs = ladderOf(due.at, draft.graceMin, termsHere()).map((one) => ({ ...one, taken: false }));
  const when = dayAndTimeWords(due.day, due.minute, dayAndTime(now, draft.zone).day);
  return (
    <section class="card" data-testid="ladder-preview">
      <h2>{tp('ladder.preview')}</h2>
      <p>{tp('ladder.first', { when })}</p>
      <Steps rungs={rungs} now={now} zone={draft.zone} />
      <p class="small muted">{tp('ladder.place')}</p>
    </section>
  );
}

interface StepsProps {
  rungs: readonly { rung: Rung; at: number; taken: boolean }[];
  now: number;
  zone?: string;
}

function Steps({ rungs, now, zone = phoneZone() }: StepsProps) {
  const today = dayAndTime(now, zone).day;
  const clock = (at: number) => {
    const { day, time } = dayAndTime(at, zone);
    const minute = minutesOf(time) ?? 0;
    // The first step says the day, the others where it is another one.
    return day === dayAndTime(rungs[0]?.at ?? at, zone).day
      ? timeWords(minute)
      : dayAndTimeWords(day, minute, today);
  };
  const first = dayAndTime(rungs[0]?.at ?? now, zone);
  const whole = (at: number) => {
    const { day, time } = dayAndTime(at, zone);
    return dayAndTimeWords(day, minutesOf(time) ?? 0, today);
  };
  const hasBuddies = useBuddies();
  const steps: Step[] = rungs.map(({ rung, at, taken }, index) => ({
    key: rung,
    icon: ICONS[rung],
    title: titleOf(rung, whole(at), hasBuddies),
    detail:
      index === 0 ? dayAndTimeWords(first.day, minutesOf(first.time) ?? 0, today) : detail(rung, clock(at)),
    state: taken ? 'done' : 'later',
  }));
  return <Stepper steps={steps} words={WORDS()} label={tp('ladder.title')} />;
}

function titleOf(rung: Rung, at: string, hasBuddies: boolean | null): string {
  if (rung === 'people') return tp(hasBuddies === false ? 'ladder.nobody' : 'ladder.people', { at });
  return rung === 'desk' ? tp('ladder.desk', { at }) : tp(`ladder.${rung}`);
}

/** Where the words hold the time already it is not said twice. */
function detail(rung: Rung, time: string): string | null {
  return ['people', 'desk', 'knock'].includes(rung) ? null : time;
}
