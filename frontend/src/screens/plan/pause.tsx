/** Taking a break of up to two weeks with a last day, and going on before it is over. */
import { useState } from 'preact/hooks';

import type { ShownPlan } from '../../core/plan-overlay';
import { PAUSE_MOST_DAYS, REMINDED_AT_MIN } from '../../core/plan-schedule';
import { tell, type Told } from '../../core/plans';
import { me } from '../../core/session';
import { addDays, dayAndTime, daysApart, momentOf } from '../../core/wall-clock';
import { zoneHere } from '../../core/zone';
import { tp } from '../../locales/plan';
import { Button } from '../../ui/button';
import { Choices, FieldError } from '../../ui/form';
import { announce } from '../../ui/live';
import { Card, Notice } from '../../ui/surface';
import { DateField } from './date-field';
import { dayWords } from './words';

interface Props {
  plans: readonly ShownPlan[];
  /** What this phone has still to tell of it. */
  waiting: string | null | undefined;
  now: number;
}

type Choice = 'today' | 'tomorrow' | 'week' | 'fortnight' | 'other';

export function Pause({ plans, waiting, now }: Props) {
  const zone = plans[0]?.zone ?? zoneHere();
  const today = dayAndTime(now, zone).day;
  const told = plans.map(({ paused_until }) => paused_until).find((day) => day !== null && day >= today);
  const until = waiting === undefined ? (told ?? null) : waiting;
  const [changing, setChanging] = useState(false);
  if (until !== null && !changing) {
    return <Resting until={until} saved={waiting !== undefined} onChange={() => setChanging(true)} />;
  }
  return (
    <>
      {waiting === null && <Notice icon="device" role="status" title={tp('pause.waitResume')} />}
      <Rest today={today} zone={zone} now={now} onDone={() => setChanging(false)} />
    </>
  );
}

function useTelling() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const run = async (work: () => Promise<Told>, words: string): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    setProblem('');
    try {
      const outcome = await work();
      if (outcome.state === 'refused') setProblem(outcome.problem?.detail || tp('plan.refusedWhy'));
      else announce(words);
      setBusy(false);
      return outcome.state !== 'refused';
    } catch {
      setProblem(tp('plan.failed'));
      setBusy(false);
      return false;
    }
  };
  return { busy, problem, setProblem, run };
}

function Resting({ until, saved, onChange }: { until: string; saved: boolean; onChange: () => void }) {
  const { busy, problem, run } = useTelling();
  const dueStays = me.value?.plan?.open && Date.parse(me.value.plan.open.due_at) <= Date.now();
  return (
    <section class="card" data-testid="resting">
      <h2>{tp('pause.on', { day: dayWords(until) })}</h2>
      <p>{tp('pause.onText')}</p>
      {saved && <p class="muted">{tp('pause.wait')}</p>}
      {dueStays && <p class="strong">{tp('pause.due')}</p>}
      {problem !== '' && <FieldError id="resume-error">{problem}</FieldError>}
      <Button
        kind="primary"
        block
        busy={busy}
        onClick={() => void run(() => tell('plan.resume', {}), tp('pause.resumed'))}
        data-testid="resume"
      >
        {tp('pause.resume')}
      </Button>
      <Button block onClick={onChange}>
        {tp('pause.change')}
      </Button>
    </section>
  );
}

interface RestProps {
  today: string;
  zone: string;
  now: number;
  onDone: () => void;
}

function Rest({ today, zone, now, onDone }: RestProps) {
  const [choice, setChoice] = useState<Choice | null>(null);
  const [date, setDate] = useState('');
  const { busy, problem, setProblem, run } = useTelling();
  const until = dayOf(choice, date, today);
  const go = async () => {
    if (!until) return setProblem(tp('pause.pick'));
    const away = daysApart(today, until);
    if (!(away >= 0 && away <= PAUSE_MOST_DAYS)) return setProblem(tp('pause.wrong'));
    if (await run(() => tell('plan.pause', { until }), tp('pause.done', { day: dayWords(until) }))) onDone();
  };
  const choose = (next: Choice) => {
    setProblem('');
    setChoice(next);
  };
  const day = (count: number) => dayWords(addDays(today, count));
  return (
    <Card title={tp('pause.title')}>
      <p class="muted">{tp('pause.text')}</p>
      <Choices
        label={tp('pause.until')}
        items={[
          { value: 'today', label: tp('pause.today') },
          { value: 'tomorrow', label: tp('pause.tomorrow') },
          { value: 'week', label: tp('pause.week', { day: day(7) }) },
          { value: 'fortnight', label: tp('pause.fortnight', { day: day(PAUSE_MOST_DAYS) }) },
          { value: 'other', label: tp('pause.other') },
        ]}
        value={choice}
        onChange={choose}
      />
      {choice === 'other' && (
        <DateField
          label={tp('pause.date')}
          value={date}
          min={today}
          max={addDays(today, PAUSE_MOST_DAYS)}
          onDay={(next) => {
            setProblem('');
            setDate(next);
          }}
          data-testid="pause-date"
        />
      )}
      {until && <p>{reminderWords(until, zone, now)}</p>}
      {problem !== '' && <FieldError id="pause-error">{problem}</FieldError>}
      <Button block busy={busy} onClick={() => void go()} data-testid="pause">
        {until ? tp('pause.go', { day: dayWords(until) }) : tp('pause.title')}
      </Button>
    </Card>
  );
}

function dayOf(choice: Choice | null, date: string, today: string): string | null {
  if (choice === null) return null;
  if (choice === 'other') return date || null;
  return addDays(today, { today: 0, tomorrow: 1, week: 7, fortnight: PAUSE_MOST_DAYS }[choice]);
}

/** Who pauses after six for tonight hears nothing more of it. */
function reminderWords(until: string, zone: string, now: number): string {
  const again = tp('pause.noReminder', { day: dayWords(addDays(until, 1)) });
  return momentOf(until, REMINDED_AT_MIN, zone) > now ? `${again} ${tp('pause.reminds')}` : again;
}
