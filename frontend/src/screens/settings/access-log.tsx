/** Who looked at my address, when and why. */
import { call } from '../../api/client';
import type { AccessLogEntry, Page } from '../../api/types';
import { formatDay, formatTime, t } from '../../core/i18n';
import { tm } from '../../locales/more';
import { Button } from '../../ui/button';
import { QuickExit } from '../../ui/quick-exit';
import { Empty, Row, Skeleton } from '../../ui/surface';
import { LoadFailed } from '../shell/load-failed';
import { Screen } from '../shell/screen';
import { usePages } from '../shell/use-pages';

const KNOWN = ['alert_home', 'alert_public', 'home', 'hours_export', 'own_walk_confirmed'] as const;

/** What was looked at, with the reason a coordinator gave. */
function whatWords({ what, reason }: AccessLogEntry & { reason?: string | null }): string {
  const known = KNOWN.find((each) => each === what) ?? 'other';
  return reason ? `${tm(`access.${known}`)} (${reason})` : tm(`access.${known}`);
}

export default function AccessLog() {
  const { items, error, reload, more } = usePages('access', (cursor, signal) =>
    call<Page<AccessLogEntry>>('GET', '/api/me/access-log', { query: { cursor }, signal }),
  );
  return (
    <Screen title={tm('access.title')} back={{ href: '/settings', label: tm('more.settings') }}>
      <p class="muted">{tm('access.text')}</p>
      {error && <LoadFailed error={error} retry={reload} />}
      {!items && !error && <Skeleton label={t('common.loading')} />}
      {items?.length === 0 && <Empty icon="eye" title={tm('access.none')} />}
      {items && items.length > 0 && (
        <ul class="rows">
          {items.map((entry) => (
            <Row
              key={`${entry.at} ${entry.who}`}
              icon="eye"
              title={entry.who}
              detail={`${formatDay(entry.at)} ${formatTime(entry.at)} · ${whatWords(entry)}`}
            />
          ))}
        </ul>
      )}
      {more && (
        <Button block onClick={more}>
          {tm('more.loadMore')}
        </Button>
      )}
      <div class="row">
        <QuickExit />
      </div>
    </Screen>
  );
}
