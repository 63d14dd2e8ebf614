/** Alerts that ended in the last 24 hours. */
import { alertPath } from './addresses';
import { AlertAge } from './alert-age';
import { AlertTags } from './alert-tags';
import { serverNow } from './clock';
import type { BoardAlert } from './contract';
import { whereIs } from './neighbourhood';
import { Section } from './section';
import { Nothing } from './nothing';
import { say, sayCategory, sayName, sayTime } from './texts';

export function ClosedAlerts({ alerts }: { alerts: readonly BoardAlert[] }) {
  return (
    <Section id="closed" title={say('closed.title')} count={String(alerts.length)}>
      {alerts.length === 0 ? (
        <Nothing title={say('closed.empty')} />
      ) : (
        <ul class="desk-rows">
          {alerts.map((alert) => (
            <li key={alert.id} class="desk-row">
              <div class="grow">
                <AlertTags alert={alert} />
                <p>
                  <a class="desk-text-link" href={alertPath(alert.id)}>
                    {sayCategory(alert.category)}
                  </a>
                </p>
                <p class="small muted">
                  {sayName(alert.person_name)} · {say(`alert.${alert.place}`)} ·{' '}
                  {whereIs(alert.cell_boundary)}
                </p>
              </div>
              <div class="desk-row-facts">
                {alert.closed_at ? (
                  <span class="small muted">
                    {say('closed.at', { time: sayTime(alert.closed_at, serverNow.value) })}
                  </span>
                ) : null}
                {alert.closed_at ? <AlertAge alert={alert} /> : null}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
