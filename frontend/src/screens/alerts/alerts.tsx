/** Every alert I have a part in: open ones first. */
import { call } from '../../api/client';
import type { Alert, Page } from '../../api/types';
import { formatAge, t } from '../../core/i18n';
import { tm } from '../../locales/more';
import { Button } from '../../ui/button';
import { Empty, Row, Skeleton, Tag } from '../../ui/surface';
import { useNow } from '../../ui/use-now';
import { LoadFailed } from '../shell/load-failed';
import { Screen } from '../shell/screen';
import { usePages } from '../shell/use-pages';
import { isOver } from './use-alert';
import './alerts.css';

const TONES = {
  open: 'danger',
  acknowledged: 'warn',
  resolved: 'good',
  cancelled: 'plain',
  expired: 'plain',
} as const;

function AlertRow({ alert, now }: { alert: Alert; now: number }) {
  return (
    <Row
      href={`/alerts/${alert.id}`}
      icon={alert.part === 'person' ? 'home' : 'bell'}
      title={
        alert.part === 'person'
          ? tm(alert.drill ? 'alerts.mineDrill' : 'alerts.mine')
          : tm(`kind.${alert.category}`)
      }
      detail={
        <span class="row alert-line">
          <time>{formatAge(alert.opened_at, now)}</time>
          {alert.drill && <Tag tone="drill">{tm('alerts.drill')}</Tag>}
          <Tag tone={TONES[alert.status]}>{tm(`alerts.status.${alert.status}`)}</Tag>
        </span>
      }
    />
  );
}

export default function Alerts() {
  const now = useNow(10_000);
  const { items, error, reload, more } = usePages('alerts', (cursor, signal) =>
    call<Page<Alert>>('GET', '/api/alerts', { query: { cursor }, signal }),
  );
  const open = items?.filter((alert) => !isOver(alert)) ?? [];
  const closed = items?.filter(isOver) ?? [];
  return (
    <Screen title={tm('alerts.title')}>
      {error && <LoadFailed error={error} retry={reload} />}
      {!items && !error && <Skeleton label={t('common.loading')} lines={4} />}
      {items && open.length === 0 && <Empty icon="lamp" title={tm('alerts.none')} />}
      {open.length > 0 && (
        <section class="stack-s">
          <h2>{tm('alerts.open')}</h2>
          <ul class="rows">
            {open.map((alert) => (
              <AlertRow key={alert.id} alert={alert} now={now} />
            ))}
          </ul>
        </section>
      )}
      {closed.length > 0 && (
        <section class="stack-s">
          <h2>{tm('alerts.closed')}</h2>
          <ul class="rows">
            {closed.map((alert) => (
              <AlertRow key={alert.id} alert={alert} now={now} />
            ))}
          </ul>
        </section>
      )}
      {more && (
        <Button block onClick={more}>
          {tm('more.loadMore')}
        </Button>
      )}
    </Screen>
  );
}
