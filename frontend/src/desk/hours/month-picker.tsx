/** One month back, one forward, or any. */
import { Button } from '../../ui';
import { localMonth, monthAway, monthFrom } from '../days';
import { DayField, ShareView } from '../filter-fields';
import { tell } from './words';

export function MonthPicker({ month, onMonth }: { month: string; onMonth: (month: string) => void }) {
  const now = localMonth(Date.now());
  return (
    <fieldset class="desk-filters">
      <legend class="sr-only">{tell('hours.month')}</legend>
      <Button icon="back" aria-label={tell('hours.before')} onClick={() => onMonth(monthAway(month, -1))}>
        <span class="desk-short">{tell('hours.beforeShort')}</span>
      </Button>
      <DayField
        type="month"
        label={tell('hours.month')}
        value={month}
        max={now}
        onDay={(next) => {
          const chosen = monthFrom(next ?? undefined);
          if (chosen !== null) onMonth(chosen);
        }}
      />
      {month < now && (
        <Button icon="next" aria-label={tell('hours.after')} onClick={() => onMonth(monthAway(month, 1))}>
          <span class="desk-short">{tell('hours.afterShort')}</span>
        </Button>
      )}
      <ShareView />
    </fieldset>
  );
}
