/** Twelve months as bars, with the same figures as a table. */
import { lang } from '../../core/i18n';
import type { HoursMonth } from '../../core/hours';
import { th } from '../../locales/hours';
import { partsOf, topOf } from './months';
import { timeInWords } from './time';

const WIDTH = 360;
const HEIGHT = 168;
const FLOOR = 138;
const ROOM = 118;
const LEFT = 40;

interface YearProps {
  months: HoursMonth['months'];
  chosen: string;
}

function nameOf(month: string, style: 'narrow' | 'long'): string {
  const parts = partsOf(month);
  const at = Date.UTC(parts.year, parts.month - 1, 1);
  const format: Intl.DateTimeFormatOptions =
    style === 'long'
      ? { year: 'numeric', month: 'long' }
      : { month: lang.value === 'ko' ? 'numeric' : 'narrow' };
  return new Intl.DateTimeFormat(lang.value, { ...format, timeZone: 'UTC' }).format(at).replace('월', '');
}

export function Year({ months, chosen }: YearProps) {
  const top = topOf(months.map((month) => month.confirmed_min));
  const step = (WIDTH - LEFT) / Math.max(1, months.length);
  const width = Math.min(18, step * 0.66);
  const heightOf = (minutes: number) => (minutes / (top * 60)) * ROOM;
  return (
    <section class="card">
      <h2>{th('hours.year')}</h2>
      <svg class="hours-bars" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={th('hours.chart')}>
        {[0, top / 2, top].map((hours) => (
          <g key={hours} transform={`translate(0 ${FLOOR - heightOf(hours * 60)})`}>
            <path
              class={hours === 0 ? 'hours-bars-floor' : 'hours-bars-line'}
              d={`M${LEFT - 4} 0H${WIDTH}`}
            />
            <text x={LEFT - 10} y="5" text-anchor="end">
              {Number.isInteger(hours) ? hours : hours.toFixed(1)}
            </text>
          </g>
        ))}
        {months.map(({ month, confirmed_min }, index) => {
          const middle = LEFT + (index + 0.5) * step;
          const high = confirmed_min > 0 ? Math.max(3, heightOf(confirmed_min)) : 0;
          const now = month === chosen;
          return (
            <g key={month}>
              {high > 0 && (
                <path
                  class={now ? 'hours-bar hours-bar-now' : 'hours-bar'}
                  d={`M${middle - width / 2} ${FLOOR}v${-(high - 3)}q0-3 3-3h${width - 6}q3 0 3 3v${high - 3}z`}
                />
              )}
              <text class={now ? 'hours-bars-now' : ''} x={middle} y={FLOOR + 20} text-anchor="middle">
                {nameOf(month, 'narrow')}
              </text>
            </g>
          );
        })}
      </svg>
      <details class="hours-table">
        <summary>{th('hours.table')}</summary>
        <table class="hours-figures">
          <thead>
            <tr>
              <th scope="col">{th('hours.tableMonth')}</th>
              <th scope="col">{th('hours.tableTime')}</th>
              <th scope="col">{th('hours.tableWalks')}</th>
            </tr>
          </thead>
          <tbody>
            {months.toReversed().map(({ month, confirmed_min, walks }) => (
              <tr key={month}>
                <th scope="row">{nameOf(month, 'long')}</th>
                <td class="num">{timeInWords(confirmed_min)}</td>
                <td class="num">{walks}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}
