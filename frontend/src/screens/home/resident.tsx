/** Home of somebody who lives here: one large "I'm OK", and well apart from it the way to help. */
import { concern } from '../../core/concern';
import { t } from '../../core/i18n';
import { me } from '../../core/session';
import { LinkButton } from '../../ui/button';
import { Notice } from '../../ui/surface';
import { Street } from '../../ui/street';
import { Screen } from '../shell/screen';
import { SafeButton, safeToday } from './safe-button';
import { useLater } from './use-later';
import { Week } from './week';

const OVER = ['cancelled', 'resolved'];

function underWay(): boolean {
  return concern.value !== null && !OVER.includes(concern.value.phase);
}

/** A concern that is still under way stays in view wherever home is opened. */
export function ConcernUnderWay() {
  if (!underWay()) return null;
  return (
    <Notice tone="danger" title={t('home.concernOpen')} wide>
      <LinkButton kind="danger" size="l" block href="/concern">
        {t('home.concernSee')}
      </LinkButton>
    </Notice>
  );
}

export function ConcernLink() {
  return (
    <section class="worry">
      <p class="muted">{t('home.concernLead')}</p>
      <LinkButton kind="concern" icon="alert" href="/concern" data-testid="concern">
        {t('home.concern')}
      </LinkButton>
      <p class="small">{t('sos.short')}</p>
    </section>
  );
}

export function ResidentHome() {
  const today = safeToday();
  const later = useLater();
  const lit = today !== null && today.phase !== 'failed';
  return (
    <Screen title={t('home.hello', { name: me.value?.name ?? '' })} class="home">
      <ConcernUnderWay />
      {later && <later.AskedPlans />}
      <div class="hero">
        <Street lit={lit} />
        <SafeButton line={later && me.value?.plan && <later.PromiseLine />} />
      </div>
      {!underWay() && <ConcernLink />}
      <Week />
      {later && <later.ResidentWays />}
    </Screen>
  );
}
