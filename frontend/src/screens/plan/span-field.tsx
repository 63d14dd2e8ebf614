/** From which day and until which: folded away, as hardly anybody needs it. */
import { dayAndTime } from '../../core/wall-clock';
import { tp } from '../../locales/plan';
import { FieldError } from '../../ui/form';
import { DateField } from './date-field';
import type { Draft } from './draft';

interface Props {
  draft: Draft;
  error: string | undefined;
  onChange: (part: Partial<Draft>) => void;
}

export function SpanField({ draft, error, onChange }: Props) {
  const today = dayAndTime(Date.now(), draft.zone).day;
  const isSet = draft.lastDay !== '' || draft.firstDay > today || draft.rhythm === 'every';
  return (
    <details class="plan-span" open={isSet || error !== undefined} data-field="span">
      <summary>{tp('form.spanMore')}</summary>
      <div class="stack">
        <DateField
          label={tp('form.firstDay')}
          value={draft.firstDay}
          onDay={(firstDay) => onChange({ firstDay })}
        />
        <DateField
          label={tp('form.lastDay')}
          value={draft.lastDay}
          onDay={(lastDay) => onChange({ lastDay })}
          data-testid="plan-last-day"
        />
        {error && <FieldError id="span-error">{error}</FieldError>}
      </div>
    </details>
  );
}
