/** The days of a month as windows: lit on days that were walked, brighter the longer. */
import { lang } from '../../core/i18n';
import { th } from '../../locales/hours';
import { weeksOf } from './months';
import { timeInWords } from './time';

/** A Monday, to name the weekdays from. */
const MONDAY = Date.UTC(2026, 0, 5);
const DAY_MS = 86_400_000;

interface MonthDaysProps {
  month: string;
  days: readonly { day: string; minutes: number; walks: number }[];
  /** The number of today, when it is in this month. */
  today: number | null;
}

export function MonthDays({ month, days, today }: MonthDaysProps) {
  const names = (weekday: 'narrow' | 'long') =>
    Array.from({ length: 7 }, (_, day) =>
      new Intl.DateTimeFormat(lang.value, { weekday, timeZone: 'UTC' }).format(MONDAY + day * DAY_MS),
    );
  const long = names('long');
  return (
    <figure class="hours-month">
      <table>
        <caption class="sr-only">{th('hours.calendar')}</caption>
        <thead>
          <tr>
            {names('narrow').map((name, day) => (
              <th key={long[day]} scope="col" abbr={long[day] ?? name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(month, days).map((week, number) => (
            <tr key={number}>
              {week.map((day, place) => (
                <td key={place}>
                  {day && (
                    <span
                      class={`hours-day hours-day-${day.light} ${day.number === today ? 'hours-day-today' : ''}`}
                    >
                      <span aria-hidden="true" class="num">
                        {day.number}
                      </span>
                      <span class="sr-only">
                        {day.light > 0
                          ? th('hours.day', { day: day.number, time: timeInWords(day.minutes) })
                          : th('hours.dayNone', { day: day.number })}
                      </span>
                    </span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <figcaption class="small">{th('hours.legend')}</figcaption>
    </figure>
  );
}
