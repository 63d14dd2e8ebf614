/** Alerts that ask me, on top of everything else. */
import { call } from '../../api/client';
import type { Alert, Page } from '../../api/types';
import { formatAge, t } from '../../core/i18n';
import { me } from '../../core/session';
import { Icon } from '../../ui/icon';
import { useNow } from '../../ui/use-now';
import { useLoaded } from '../shell/use-loaded';

export function Asked() {
  const ids = me.value?.open.asked_alert_ids ?? [];
  const now = useNow(ids.length > 0 ? 1000 : null);
  const { data } = useLoaded(ids.length > 0 ? ids.join() : null, (signal) =>
    call<Page<Alert>>('GET', '/api/alerts', { query: { state: 'open' }, signal }),
  );
  return (
    <>
      {ids.map((id) => {
        const opened = data?.items.find((alert) => alert.id === id)?.opened_at;
        return (
          <a class="asked" key={id} href={`/alerts/${id}`} data-testid="asked-alert">
            <Icon name="bell" size="l" />
            <span class="grow">
              <strong class="lead">{t('home.askedOne')}</strong>
              {opened && <time class="num">{t('home.askedAge', { age: formatAge(opened, now) })}</time>}
            </span>
            <span class="asked-go">
              {t('home.askedOpen')}
              <Icon name="next" size="s" />
            </span>
          </a>
        );
      })}
    </>
  );
}
