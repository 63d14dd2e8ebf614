/** Who looked at my address, when and why. */
import { call } from '../../api/client';
import type { Page } from '../../api/types';
import type { AccessLogEntry } from '../../core/access-log';
import { formatDay, formatTime, t } from '../../core/i18n';
import { tm } from '../../locales/more';
import { Button } from '../../ui/button';
import { QuickExit } from '../../ui/quick-exit';
import { Icon } from '../../ui/icon';
import { Empty, Skeleton } from '../../ui/surface';
import { NotCall } from '../calling/not-call';
import { LoadFailed } from '../shell/load-failed';
import { Screen } from '../shell/screen';
import { usePages } from '../shell/use-pages';

const KNOWN = [
  'alert_home',
  'alert_public',
  'block_noted',
  'block_taken_back',
  'buddy_noted',
  'buddy_taken_back',
  'home',
  'home_corrected',
  'hours_export',
  'missing_sighting',
  'own_walk_confirmed',
  'policy_preview',
  'promise_settled',
  'paper',
  'ring',
  'on_the_way',
  'ties',
] as const;

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
            <li key={entry.look} class="looked">
              <span class="rowlink">
                <Icon name="eye" />
                <span class="grow">
                  <span class="strong">{entry.who}</span>
                  <span class="muted small">
                    {`${formatDay(entry.at)} ${formatTime(entry.at)} · ${whatWords(entry)}`}
                  </span>
                </span>
              </span>
              <NotCall
                name={entry.who}
                shown={{ look: entry.look }}
                blocked={entry.blocked}
                onDone={reload}
              />
            </li>
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
