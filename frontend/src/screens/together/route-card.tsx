/** Where to walk: how long, a way through the lanes that few people walk, and taking it along. */
import { useState } from 'preact/hooks';

import { formatAge, formatDistance, t } from '../../core/i18n';
import { readPref, writePref } from '../../core/prefs';
import { chooseRoute, chosenRoute, forgetRoute } from '../../core/route-chosen';
import { MINUTES, SHORTEST, type Minutes, type Suggestion } from '../../core/route-suggestion';
import { tr } from '../../locales/route';
import { Button } from '../../ui/button';
import { announce } from '../../ui/live';
import { Notice, Skeleton } from '../../ui/surface';
import { RouteDrawing } from './route-drawing';
import { useSuggestion } from './use-suggestion';
import './route-drawing.css';

const PREF = 'route-minutes';
const FAR_M = 250;

function MinuteChips({ value, onChange }: { value: Minutes; onChange: (minutes: Minutes) => void }) {
  return (
    <fieldset class="field">
      <legend class="sr-only">{tr('route.minutes')}</legend>
      <div class="minute-chips num">
        {MINUTES.map((minutes) => (
          <label class="minute-chip" key={minutes}>
            <input
              type="radio"
              name="route-minutes"
              value={minutes}
              checked={minutes === value}
              onChange={() => onChange(minutes)}
            />
            <span>{tr('route.minute', { count: minutes })}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** The wished minutes, unless the ground has no way that long. */
export function wordsOf(route: Pick<Suggestion, 'minutes' | 'rare' | 'quiet'>, wished: number): string {
  const { rare, quiet } = route;
  const minutes = route.minutes >= wished * SHORTEST - 1 ? wished : route.minutes;
  if (rare > 0) return tr('route.rare', { minutes, count: rare });
  if (quiet > 0) return tr('route.quiet', { minutes, count: quiet });
  return tr('route.fine', { minutes });
}

export function RouteCard() {
  const [minutes, setMinutes] = useState<Minutes>(
    () => MINUTES.find((each) => String(each) === readPref(PREF)) ?? 15,
  );
  const [turn, setTurn] = useState(0);
  const [lost, setLost] = useState(false);
  const [busy, setBusy] = useState(false);
  const { route, cells, band, here, madeAt, loading, locate } = useSuggestion(minutes, turn);
  const taken = chosenRoute.value;
  const change = (act: () => void) => {
    if (taken) void forgetRoute();
    act();
  };
  const find = async () => {
    setBusy(true);
    setLost(!(await locate()));
    setBusy(false);
  };
  return (
    <section class="card" data-testid="suggested-route">
      <h2>{tr('route.title')}</h2>
      <MinuteChips
        value={minutes}
        onChange={(chosen) =>
          change(() => {
            setMinutes(chosen);
            writePref(PREF, String(chosen));
          })
        }
      />
      {madeAt === null &&
        (loading ? <Skeleton label={t('common.loading')} /> : <p class="muted">{tr('route.offline')}</p>)}
      {madeAt !== null && !route && <p class="muted">{tr('route.none')}</p>}
      {route && madeAt !== null && (
        <>
          <p class="route-words" aria-live="polite">
            {wordsOf(route, minutes)}
          </p>
          <RouteDrawing
            cells={cells}
            band={band}
            line={taken?.line ?? route.line}
            metres={route.metres}
            here={here}
          />
          <p class="route-legend small muted" aria-hidden="true">
            <span>
              <i />
              {tr('route.legendBright')}
            </span>
            <span class="dark">
              <i />
              {tr('route.legendDark')}
            </span>
          </p>
          <p>
            {tr('route.length', { distance: formatDistance(route.metres) })}{' '}
            {here && route.awayM > FAR_M && tr('route.away', { distance: formatDistance(route.awayM) })}
          </p>
          {!here && (
            <div class="row">
              <span class="small muted grow">{tr(lost ? 'route.noPosition' : 'route.middle')}</span>
              <Button icon="refresh" busy={busy} onClick={() => void find()}>
                {tr('route.here')}
              </Button>
            </div>
          )}
          {taken ? (
            <Notice tone="good" role="status">
              <p>{tr('route.taken')}</p>
              <div class="row">
                <Button onClick={() => void forgetRoute()}>{tr('route.drop')}</Button>
              </div>
            </Notice>
          ) : (
            <div class="route-acts">
              <Button
                icon="route"
                onClick={() => {
                  void chooseRoute(route);
                  announce(tr('route.taken'));
                }}
                data-testid="take-route"
              >
                {tr('route.take')}
              </Button>
              <Button icon="refresh" onClick={() => setTurn(turn + 1)}>
                {tr('route.other')}
              </Button>
            </div>
          )}
          <p class="small muted">{tr('route.age', { age: formatAge(madeAt) })}</p>
        </>
      )}
    </section>
  );
}
