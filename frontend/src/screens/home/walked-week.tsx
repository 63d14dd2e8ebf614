/** The last seven days as seven windows: lit on the days somebody walked. Nothing is said of the others. */
import { call } from '../../api/client';
import type { Page, Patrol } from '../../api/types';
import { formatDistance, lang } from '../../core/i18n';
import { savedWalks } from '../../core/walk';
import { tm } from '../../locales/more';
import { useLoaded } from '../shell/use-loaded';
import { weekOf, type Walk } from './walk-days';

const WEEK_MS = 7 * 86_400_000;

async function lately(signal: AbortSignal): Promise<Walk[]> {
  const here: Walk[] = await savedWalks();
  const known = new Set(here.map(({ id }) => id));
  const page = await call<Page<Patrol>>('GET', '/api/patrols', { query: { limit: 50 }, signal }).catch(
    () => null,
  );
  const there = (page?.items ?? [])
    .filter(({ id, ended_at }) => !known.has(id) && ended_at)
    .map((item) => ({
      id: item.id,
      startedAt: Date.parse(item.started_at),
      endedAt: Date.parse(item.ended_at!),
      distanceM: item.distance_m,
    }));
  return [...here, ...there].filter(({ startedAt }) => Date.now() - startedAt < WEEK_MS + 86_400_000);
}

export function WalkedWeek() {
  const { data } = useLoaded('walked-week', lately);
  const week = weekOf(data ?? [], Date.now());
  if (week.count === 0) return null;
  const name = new Intl.DateTimeFormat(lang.value, { weekday: 'narrow' });
  return (
    <figure class="week">
      <figcaption class="row between">
        <span class="muted">{tm('later.week')}</span>
        <span class="strong num">{tm('later.weekDays', { count: week.count })}</span>
      </figcaption>
      <div class="week-days" aria-hidden="true">
        {week.days.map(({ at, walked }, index) => (
          <span key={at} class={`week-day ${walked ? 'week-lit' : ''} ${index === 6 ? 'week-today' : ''}`}>
            <i />
            {name.format(at)}
          </span>
        ))}
      </div>
      <p class="small muted num">
        {tm(week.minutes < 60 ? 'later.weekSum' : 'later.weekSumHours', {
          distance: formatDistance(week.metres),
          hours: Math.floor(week.minutes / 60),
          minutes: week.minutes % 60,
        })}
      </p>
    </figure>
  );
}
