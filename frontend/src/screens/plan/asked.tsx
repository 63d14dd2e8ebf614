/** Neighbours whose buddy I am and from whom no word came: since when, what was done, and my word that I reached them. */
import { useEffect } from 'preact/hooks';

import { readAsked } from '../../core/asked-plans';
import { onNotice } from '../../core/channel';
import { t } from '../../core/i18n';
import { keyOf } from '../../core/promise-standing';
import { tm } from '../../locales/more';
import { tp } from '../../locales/plan';
import { QuickExit } from '../../ui/quick-exit';
import { Empty, Skeleton } from '../../ui/surface';
import { useNow } from '../../ui/use-now';
import { LoadFailed } from '../shell/load-failed';
import { Screen } from '../shell/screen';
import { useLoaded } from '../shell/use-loaded';
import { AskedCard } from './asked-card';
import './plan.css';

const EVERY_MS = 20_000;

export default function AskedScreen() {
  const { data, error, reload } = useLoaded('asked plans', readAsked);
  const now = useNow(10_000);
  useEffect(() => {
    const look = () => document.visibilityState === 'visible' && reload();
    const timer = setInterval(look, EVERY_MS);
    document.addEventListener('visibilitychange', look);
    const stop = onNotice((notice) => {
      if (notice.kind === 'push') reload();
    });
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
      stop();
    };
  }, [reload]);
  const items = data?.items ?? [];
  return (
    <Screen title={tp('asked.title')} back={{ href: '/', label: tm('more.toHome') }} class="plans">
      {error && <LoadFailed error={error} retry={reload} />}
      {!data && !error && <Skeleton label={t('common.loading')} />}
      {data && items.length === 0 && (
        <Empty icon="check" title={tp('asked.none')}>
          <p class="muted">{tp('asked.noneText')}</p>
        </Empty>
      )}
      {items.length > 0 && <p class="muted">{tp('asked.lead')}</p>}
      {items.map((asked) => (
        <AskedCard key={keyOf(asked)} asked={asked} now={now} onSaid={reload} />
      ))}
      {items.length > 0 && <p class="small">{tp('asked.danger')}</p>}
      <div class="row">
        <QuickExit />
      </div>
    </Screen>
  );
}
