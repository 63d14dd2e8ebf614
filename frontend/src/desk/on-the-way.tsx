/** Where those on their way are, how old that is, and how far they have to go once the place is shown. */
import { useMemo } from 'preact/hooks';

import { formatDistance } from '../core/i18n';
import { Icon } from '../ui';
import { wayTo } from '../ui/geometry';
import { serverNow } from './clock';
import type { OnTheWay } from './contract';
import { disclosed } from './live-alert';
import { whereIs } from './neighbourhood';
import { say, sayAgo } from './texts';

export function OnTheWayList({ comers }: { comers: readonly OnTheWay[] }) {
  // An age is of the moment the answer came; from then on it grows.
  const seen = useMemo(
    () => comers.map((one) => ({ ...one, at: new Date(serverNow.peek() - one.age_s * 1000).toISOString() })),
    [comers],
  );
  if (seen.length === 0) return null;
  const place = disclosed.value?.location ?? null;
  return (
    <div class="desk-on-the-way" data-testid="on-the-way">
      <h3>{say('told.onTheWay')}</h3>
      <ul class="desk-rows">
        {seen.map((one) => (
          <li key={one.name} class="desk-row">
            <Icon name="walk" size="s" />
            <p class="grow">
              <span class="strong">{one.name}</span>{' '}
              <span class="muted">
                {place
                  ? say('told.away', {
                      distance: formatDistance(Math.round(wayTo(one, place).metres / 10) * 10),
                    })
                  : whereIs([[one.lat, one.lon]])}
              </span>
            </p>
            <p class="desk-row-facts num">
              <span>{sayAgo(one.at, serverNow.value)}</span>
              <span class="muted">{say('one.locationAccuracy', { count: Math.round(one.accuracy_m) })}</span>
            </p>
          </li>
        ))}
      </ul>
      <p class="small muted">{say('told.onTheWayHint')}</p>
    </div>
  );
}
