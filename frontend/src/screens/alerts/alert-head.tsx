/** The first lines of an alert: a drill's band, what is needed, where and how old. */
import type { Alert } from '../../api/types';
import { formatAge } from '../../core/i18n';
import { tm } from '../../locales/more';
import { Tag } from '../../ui/surface';
import { useNow } from '../../ui/use-now';

export function DrillBand({ alert }: { alert: Pick<Alert, 'drill'> }) {
  if (!alert.drill) return null;
  return (
    <p class="drill-band" data-testid="drill">
      {tm('alert.drillBand')}
    </p>
  );
}

export function AlertTags({ alert, began, still }: { alert: Alert; began: number; still?: boolean }) {
  const now = useNow(still ? null : 1000);
  return (
    <p class="row alert-tags">
      <Tag tone="info" icon={alert.place === 'home' ? 'home' : 'pin'}>
        {tm(`alerts.${alert.place}`)}
      </Tag>
      <Tag tone="warn" icon="clock">
        <time class="num">{tm('alert.age', { age: formatAge(began, now) })}</time>
      </Tag>
      {alert.late && <Tag tone="danger">{tm('alerts.late')}</Tag>}
    </p>
  );
}
