/** Alerts that ask me, on top of everything else. */
import { call } from '../../api/client';
import type { Alert, Page } from '../../api/types';
import { formatAge, t } from '../../core/i18n';
import { me } from '../../core/session';
import { Icon } from '../../ui/icon';
import { Tag } from '../../ui/surface';
import { useNow } from '../../ui/use-now';
import { useLoaded } from '../shell/use-loaded';

export function Asked() {
  const asked = me.value?.open.asked_alert_ids ?? [];
  const drills = me.value?.open.drill_alert_ids ?? [];
  const ids = [...asked, ...drills.filter((id) => !asked.includes(id))];
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
              {drills.includes(id) && <Tag tone="drill">{t('home.askedDrill')}</Tag>}
              <strong class="lead">{t(asked.includes(id) ? 'home.askedOne' : 'home.drillOfMine')}</strong>
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
