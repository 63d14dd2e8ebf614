/** Home, by who is signed in. */
import { t } from '../../core/i18n';
import { me, sessionState } from '../../core/session';
import { LinkButton } from '../../ui/button';
import { Notice, Skeleton } from '../../ui/surface';
import { Street } from '../../ui/street';
import { Screen } from '../shell/screen';
import { ResidentHome } from './resident';
import { WalkerHome } from './walker';
import './home.css';

function Welcome() {
  return (
    <Screen title={t('home.welcome')} class="home welcome">
      <div class="hero">
        <Street lit />
      </div>
      <p class="lead">{t('home.welcomeText')}</p>
      <LinkButton kind="primary" size="l" block href="/join">
        {t('home.start')}
      </LinkButton>
      <p class="small muted centre">{t('sos.plain')}</p>
    </Screen>
  );
}

function StaffHome() {
  return (
    <Screen title={t('home.staffTitle', { name: me.value?.name ?? '' })} class="home">
      <p class="lead">{t('home.staffText')}</p>
      <LinkButton kind="primary" size="l" block icon="desk" href="/desk">
        {t('home.staffDesk')}
      </LinkButton>
    </Screen>
  );
}

/** Consents that were never asked come first, once. */
function ConsentsMissing() {
  return (
    <Notice tone="info" title={t('home.consents')}>
      <LinkButton kind="primary" block href="/consents">
        {t('home.consentsGo')}
      </LinkButton>
    </Notice>
  );
}

export default function Home() {
  const person = me.value;
  if (!person) {
    if (sessionState.value === 'unknown') return <Skeleton label={t('common.loading')} lines={4} />;
    return <Welcome />;
  }
  const staff = person.tier === 'coordinator' || person.tier === 'officer';
  if (staff) return <StaffHome />;
  return (
    <>
      {person.consents.length === 0 && (
        <div class="home-first">
          <ConsentsMissing />
        </div>
      )}
      {person.tier === 'resident' ? <ResidentHome /> : <WalkerHome />}
    </>
  );
}
