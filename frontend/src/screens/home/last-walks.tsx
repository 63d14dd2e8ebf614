/** The last three walks: the server's list, and what is still only on this phone. */
import { call } from '../../api/client';
import type { Page, Patrol } from '../../api/types';
import { formatDay, formatDistance, formatTime, t } from '../../core/i18n';
import { savedWalks } from '../../core/walk';
import { Row, Skeleton } from '../../ui/surface';
import { useLoaded } from '../shell/use-loaded';

interface Line {
  id: string;
  startedAt: number;
  distanceM: number;
  minutes: number;
}

async function lastWalks(signal: AbortSignal): Promise<Line[]> {
  const here = (await savedWalks()).map((saved) => ({
    id: saved.id,
    startedAt: saved.startedAt,
    distanceM: saved.distanceM,
    minutes: Math.round(((saved.endedAt ?? Date.now()) - saved.startedAt) / 60_000),
  }));
  const known = new Set(here.map((line) => line.id));
  // Without a network the walks on this phone do.
  const page = await call<Page<Patrol>>('GET', '/api/patrols', { query: { limit: 5 }, signal }).catch(
    () => null,
  );
  const there = (page?.items ?? [])
    .filter((item) => !known.has(item.id) && item.ended_at)
    .map((item) => ({
      id: item.id,
      startedAt: Date.parse(item.started_at),
      distanceM: item.distance_m,
      minutes: Math.round(
        (Date.parse(item.ended_at ?? item.started_at) - Date.parse(item.started_at)) / 60_000,
      ),
    }));
  return [...here, ...there].sort((a, b) => b.startedAt - a.startedAt).slice(0, 3);
}

export function LastWalks() {
  const { data, error } = useLoaded('last-walks', lastWalks);
  return (
    <section class="stack-s">
      <h2>{t('home.lastWalks')}</h2>
      {data && data.length > 0 && (
        <ul class="rows">
          {data.map((line) => (
            <Row
              key={line.id}
              href={`/walk/${line.id}`}
              icon="route"
              title={`${formatDay(line.startedAt)} ${formatTime(line.startedAt)}`}
              detail={t('home.walkLine', {
                distance: formatDistance(line.distanceM),
                minutes: Math.max(1, line.minutes),
              })}
            />
          ))}
        </ul>
      )}
      {(data?.length === 0 || error) && <p class="muted">{t('home.noWalks')}</p>}
      {!data && !error && <Skeleton label={t('common.loading')} lines={2} />}
    </section>
  );
}
