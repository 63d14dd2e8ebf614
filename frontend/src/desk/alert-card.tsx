/** One open alert on the board: what, where, how old, who was told, what to do. */
import { Icon } from '../ui';
import { alertPath } from './addresses';
import { Alarms } from './alarms';
import { AlertAge } from './alert-age';
import { AlertTags } from './alert-tags';
import type { BoardAlert } from './contract';
import { isUnanswered } from './board';
import { DrillBand } from './drill-band';
import { Stage } from './stage';
import { say, sayCategory, sayName } from './texts';
import { Coming, ToldCounts, ToldTable } from './told-list';

interface Props {
  alert: BoardAlert;
  /** The same number stands on the map. */
  number: number;
  where: string;
  onResolve: ((alert: BoardAlert) => void) | null;
}

export function AlertCard({ alert, number, where, onResolve }: Props) {
  const what = sayCategory(alert.category);
  return (
    <article
      class={`desk-alert ${isUnanswered(alert) ? 'is-unanswered' : ''} ${alert.drill ? 'is-drill' : ''}`}
      aria-labelledby={`alert-${alert.id}`}
    >
      <DrillBand alert={alert} />
      <header class="desk-alert-head">
        <span class="desk-number" title={say('alert.numberOnMap', { count: number })}>
          <span class="sr-only">{say('alert.number', { count: number })}</span>
          <span aria-hidden="true">{number}</span>
        </span>
        <div class="grow">
          <AlertTags alert={alert} />
          <h3 id={`alert-${alert.id}`}>
            <a href={alertPath(alert.id)}>{what}</a>
          </h3>
          <p class="desk-place">
            <span>{sayName(alert.person_name)}</span>
            <span class="desk-with-icon">
              <Icon name={alert.place === 'home' ? 'home' : 'pin'} size="s" />
              {say(`alert.${alert.place}`)}
            </span>
            <span>{where}</span>
          </p>
        </div>
        <AlertAge alert={alert} />
      </header>
      <Alarms alert={alert} />
      <Stage alert={alert} />
      <footer class="desk-alert-foot">
        <div class="desk-told">
          <Coming told={alert.told} />
          {alert.told.length === 0 ? (
            <p class="muted small">{say('told.none')}</p>
          ) : (
            <details class="desk-details">
              <summary>
                <ToldCounts told={alert.told} />
              </summary>
              <ToldTable told={alert.told} />
            </details>
          )}
        </div>
        <div class="desk-actions">
          <a class="btn btn-second" href={alertPath(alert.id)} aria-label={say('alert.openNamed', { what })}>
            {say('alert.open')}
          </a>
          {onResolve !== null && (
            <button type="button" class="btn btn-second" onClick={() => onResolve(alert)}>
              <Icon name="check" />
              {say('resolve.button')}
            </button>
          )}
        </div>
      </footer>
    </article>
  );
}
