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

interface TagsProps {
  alert: Alert;
  began: number;
  still?: boolean;
  /** Only how old: the address beside it says where. */
  brief?: boolean;
}

export function AlertTags({ alert, began, still, brief }: TagsProps) {
  const now = useNow(still ? null : 1000);
  const age = formatAge(began, now);
  return (
    <p class="row alert-tags">
      {!brief && (
        <Tag tone="info" icon={alert.place === 'home' ? 'home' : 'pin'}>
          {tm(`alerts.${alert.place}`)}
        </Tag>
      )}
      <Tag tone="warn" icon="clock">
        <time class="num">{brief ? age : tm('alert.age', { age })}</time>
      </Tag>
      {alert.late && <Tag tone="danger">{tm('alerts.late')}</Tag>}
    </p>
  );
}
