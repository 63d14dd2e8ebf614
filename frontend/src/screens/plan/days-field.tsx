/** On which days: every day, some of the week, or every few days. */
import { MOST_DAYS_APART } from '../../core/plan-schedule';
import { tp } from '../../locales/plan';
import { Button } from '../../ui/button';
import { Choices, FieldError } from '../../ui/form';
import type { Draft } from './draft';
import { weekdayName } from './plan-words';

interface Props {
  draft: Draft;
  error: string | undefined;
  onChange: (part: Partial<Draft>) => void;
}

const WEEK = [0, 1, 2, 3, 4, 5, 6];

export function DaysField({ draft, error, onChange }: Props) {
  return (
    <div class="stack" data-field="days">
      <Choices
        label={tp('form.days')}
        items={(['daily', 'weekdays', 'every'] as const).map((value) => ({
          value,
          label: tp(`form.${value}`),
        }))}
        value={draft.rhythm}
        onChange={(rhythm) => onChange({ rhythm })}
      />
      {draft.rhythm === 'weekdays' && (
        <fieldset class="field">
          <legend>{tp('form.whichDays')}</legend>
          <div class="plan-days">
            {WEEK.map((day) => (
              <label class="plan-day" key={day}>
                <input
                  type="checkbox"
                  checked={draft.weekdays.includes(day)}
                  aria-label={weekdayName(day, 'long')}
                  onChange={() => onChange({ weekdays: toggled(draft.weekdays, day) })}
                />
                <span aria-hidden="true">{weekdayName(day)}</span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
      {draft.rhythm === 'every' && (
        <Step count={draft.everyDays} onCount={(everyDays) => onChange({ everyDays })} />
      )}
      {error && <FieldError id="days-error">{error}</FieldError>}
    </div>
  );
}

function Step({ count, onCount }: { count: number; onCount: (count: number) => void }) {
  return (
    <div class="field" role="group" aria-label={tp('form.step')}>
      <p class="strong" aria-hidden="true">
        {tp('form.step')}
      </p>
      <div class="plan-step">
        <Button
          aria-label={tp('form.fewer')}
          disabled={count <= 2}
          onClick={() => onCount(Math.max(2, count - 1))}
        >
          −
        </Button>
        <output aria-live="polite">{tp('form.stepOf', { count })}</output>
        <Button
          aria-label={tp('form.more')}
          disabled={count >= MOST_DAYS_APART}
          onClick={() => onCount(Math.min(MOST_DAYS_APART, count + 1))}
        >
          +
        </Button>
      </div>
    </div>
  );
}

function toggled(days: readonly number[], day: number): number[] {
  return days.includes(day) ? days.filter((other) => other !== day) : [...days, day];
}
