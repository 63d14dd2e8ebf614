/** One alert, by my part in it. */
import { useRoute } from 'preact-iso/router';
import { useEffect } from 'preact/hooks';

import type { Alert } from '../../api/types';
import { t } from '../../core/i18n';
import { refreshMe } from '../../core/session';
import { tm } from '../../locales/more';
import { LinkButton } from '../../ui/button';
import { announce } from '../../ui/live';
import { Skeleton } from '../../ui/surface';
import { LoadFailed } from '../shell/load-failed';
import { Screen } from '../shell/screen';
import { AskedView } from './asked-view';
import { DoneView, type Ending } from './done-view';
import { Going } from './going';
import { PersonView } from './person-view';
import { answers } from './respond';
import { isOver, useAlert } from './use-alert';
import './alerts.css';

const GOING = ['accepted', 'on_scene'];

/** How my part ended, or null while it has not. */
function endingOf(alert: Alert): Ending | null {
  const status = alert.my_response?.status;
  if (alert.status === 'cancelled') return 'cancelled';
  if (isOver(alert) || status === 'done') return 'closed';
  if (status === 'stood_down') return 'stoodDown';
  const answer = answers.value[alert.id];
  if (
    status === 'declined' ||
    (answer?.action === 'decline' && answer.phase !== 'refused' && answer.phase !== 'failed')
  )
    return 'declined';
  return alert.enough && status && !GOING.includes(status) ? 'stoodDown' : null;
}

export default function AlertScreen() {
  const { id = '' } = useRoute().params;
  const { data, error, reload } = useAlert(id);
  const alert = data?.alert ?? null;
  const ending = alert && alert.part !== 'person' ? endingOf(alert) : null;
  const status = alert?.my_response?.status ?? null;
  useEffect(() => {
    if (ending) announce(tm(`alert.${ending === 'cancelled' ? 'closed' : ending}`));
    else if (status === 'accepted') announce(tm('alert.accepted'));
    // Home and the tabs count what still asks me.
    if (ending || status === 'accepted') void refreshMe();
  }, [ending, status]);
  if (!data || !alert) {
    if (error?.status === 404) {
      return (
        <Screen title={tm('alert.gone')}>
          <p class="lead">{tm('alert.goneText')}</p>
          <LinkButton kind="primary" size="l" block href="/alerts">
            {tm('more.alerts')}
          </LinkButton>
        </Screen>
      );
    }
    return error ? (
      <LoadFailed error={error} retry={reload} />
    ) : (
      <Skeleton label={t('common.loading')} lines={5} />
    );
  }
  if (alert.part === 'person') return <PersonView alert={alert} began={data.began} reload={reload} />;
  if (ending) return <DoneView key={ending} alert={alert} ending={ending} />;
  if (status && GOING.includes(status)) return <Going key="going" alert={alert} began={data.began} />;
  return <AskedView key="asked" alert={alert} began={data.began} />;
}
