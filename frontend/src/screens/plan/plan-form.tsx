/** Writing a plan: its times and days, what follows a silence shown while it is written, and sending it. */
import { useRef, useState } from 'preact/hooks';

import { FIELD_OF, type Flaw, flawOf, nextDue } from '../../core/plan-schedule';
import { tell } from '../../core/plans';
import { dayAndTime } from '../../core/wall-clock';
import { tp } from '../../locales/plan';
import { Button } from '../../ui/button';
import { Choices, FieldError } from '../../ui/form';
import { announce } from '../../ui/live';
import { Card } from '../../ui/surface';
import { useNow } from '../../ui/use-now';
import { Screen } from '../shell/screen';
import { begun, bodyOf, type Draft, GRACES, scheduleOf, wrongWith } from './draft';
import { DaysField } from './days-field';
import { LadderPreview } from './ladder';
import { SpanField } from './span-field';
import { TimesField } from './times-field';
import { dayAndTimeWords, spanWords } from './words';
import { ZoneField } from './zone-field';

interface Props {
  draft: Draft;
  onDone: (words: string) => void;
  onLeave: () => void;
}

export type Trouble = { field: 'times' | 'days' | 'zone' | 'span' | 'all'; words: string };

export function PlanForm({ draft: first, onDone, onLeave }: Props) {
  const [draft, setDraft] = useState(first);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);
  const now = useNow(30_000);
  const form = useRef<HTMLFormElement>(null);
  const change = (part: Partial<Draft>) => {
    setTrouble(null);
    setDraft({ ...draft, ...part });
  };
  const complain = (found: Trouble) => {
    setBusy(false);
    setTrouble(found);
    // To where it is, for eyes and for readers.
    requestAnimationFrame(() => {
      const place = form.current?.querySelector<HTMLElement>(`[data-field=${found.field}]`);
      place?.scrollIntoView({ block: 'center' });
      place?.querySelector<HTMLElement>('input, summary')?.focus({ preventScroll: true });
    });
  };
  const save = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    const at = Date.now();
    const wrong = wrongWith(draft, at);
    if (wrong) return complain(troubleOf(wrong));
    setBusy(true);
    try {
      const told = await tell('plan.set', bodyOf(draft, at));
      if (told.state === 'refused') {
        const flaw = flawOf(told.problem?.type.split(/[/#:]/).pop() ?? null);
        return complain({
          field: flaw ? FIELD_OF[flaw] : 'all',
          words: told.problem?.detail || tp('plan.refusedWhy'),
        });
      }
      const words = told.state === 'saved' ? tp('form.kept') : savedWords(draft, at);
      announce(words);
      onDone(words);
    } catch {
      complain({ field: 'all', words: tp('plan.failed') });
    }
  };
  const errorOf = (field: Trouble['field']) => (trouble?.field === field ? trouble.words : undefined);
  const graces = [...new Set<number>([...GRACES, draft.graceMin])].toSorted((a, b) => a - b);
  return (
    <Screen
      title={tp(draft.isNew ? 'form.new' : 'form.edit')}
      back={{ href: '/settings/plan', label: tp('plan.back'), leave: onLeave }}
      class="plans"
    >
      <form class="stack-l" noValidate ref={form} onSubmit={(event) => void save(event)}>
        <Card>
          <TimesField times={draft.times} error={errorOf('times')} onTimes={(times) => change({ times })} />
        </Card>
        <Card>
          <DaysField draft={draft} error={errorOf('days')} onChange={change} />
        </Card>
        <Card>
          <Choices
            label={tp('form.grace')}
            items={graces.map((minutes) => ({ value: String(minutes), label: spanWords(minutes) }))}
            value={String(draft.graceMin)}
            onChange={(minutes) => change({ graceMin: Number(minutes) })}
          />
          <p class="hint">{tp('form.graceHint')}</p>
        </Card>
        <ZoneField draft={draft} error={errorOf('zone')} onZone={(zone) => change({ zone })} />
        <SpanField draft={draft} error={errorOf('span')} onChange={change} />
        {wrongWith(draft, now) === null && <LadderPreview draft={draft} now={now} />}
        {!draft.isNew && <p class="small muted">{tp('form.dueStays')}</p>}
        <div class="stack" data-field="all">
          {errorOf('all') && <FieldError id="plan-error">{errorOf('all')}</FieldError>}
          <Button kind="primary" size="l" block type="submit" busy={busy} data-testid="plan-save">
            {tp(draft.isNew ? 'form.save' : 'form.saveEdit')}
          </Button>
          <Button block onClick={onLeave}>
            {tp('form.cancel')}
          </Button>
        </div>
      </form>
    </Screen>
  );
}

function troubleOf(flaw: Flaw): Trouble {
  return { field: FIELD_OF[flaw], words: tp(`flaw.${flaw}`) };
}

function savedWords(draft: Draft, now: number): string {
  const due = nextDue(scheduleOf(begun(draft, now)), now);
  if (!due) return tp('form.savedPlain');
  const today = dayAndTime(now, draft.zone).day;
  return tp('form.saved', { when: dayAndTimeWords(due.day, due.minute, today) });
}
