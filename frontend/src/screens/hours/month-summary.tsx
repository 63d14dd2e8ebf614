/** Which month it is, and what was confirmed in it. */
import type { HoursMonth } from '../../core/hours';
import { lang } from '../../core/i18n';
import { th } from '../../locales/hours';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/surface';
import { partsOf, shifted } from './months';
import { timeInWords } from './time';

interface MonthHeadProps {
  month: string;
  newest: string;
  onChange: (month: string) => void;
}

export function MonthHead({ month, newest, onChange }: MonthHeadProps) {
  const parts = partsOf(month);
  const name = new Intl.DateTimeFormat(lang.value, {
    year: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(Date.UTC(parts.year, parts.month - 1, 1));
  return (
    <div class="hours-head">
      <Button
        icon="back"
        class="btn-icon"
        aria-label={th('hours.before')}
        onClick={() => onChange(shifted(month, -1))}
      >
        {''}
      </Button>
      <h2 aria-live="polite">{name}</h2>
      <Button
        icon="next"
        class="btn-icon"
        aria-label={th('hours.after')}
        disabled={month >= newest}
        onClick={() => onChange(shifted(month, 1))}
      >
        {''}
      </Button>
    </div>
  );
}

/** What the server confirmed, large; what waits for a coordinator or has not left the phone, smaller. */
export function Confirmed({
  data,
  unsent,
}: {
  data: HoursMonth;
  unsent: { minutes: number; walks: number } | null;
}) {
  return (
    <>
      <p class="hours-confirmed">
        <span>{th('hours.confirmed')}</span>
        <b class="num" data-testid="confirmed">
          {data.confirmed_min > 0 ? timeInWords(data.confirmed_min) : th('hours.none')}
        </b>
      </p>
      {data.needs_confirmation > 0 && (
        <Notice tone="warn" icon="clock" title={th('hours.needs', { count: data.needs_confirmation })} wide>
          <p data-testid="pending">{th('hours.needsText', { time: timeInWords(data.pending_min) })}</p>
        </Notice>
      )}
      {unsent !== null && unsent.walks > 0 && (
        <Notice icon="offline" title={th('hours.unsent', { count: unsent.walks })} wide>
          <p>{th('hours.unsentText', { time: timeInWords(unsent.minutes) })}</p>
        </Notice>
      )}
    </>
  );
}
