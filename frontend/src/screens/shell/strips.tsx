/** What the phone has to say, in one line each: no connection, waiting items, a weak battery, a new version. */
import { useLocation } from 'preact-iso/router';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';

import { t } from '../../core/i18n';
import { outbox } from '../../core/outbox';
import { me, sessionState } from '../../core/session';
import { reachability } from '../../core/sync';
import { applyUpdate, updateReady } from '../../core/updates';
import { vitals } from '../../core/vitals';
import { Button, LinkButton } from '../../ui/button';
import { Icon, type IconName } from '../../ui/icon';
import { announce } from '../../ui/live';
import { Tag } from '../../ui/surface';

interface StripProps {
  icon: IconName;
  text: string;
  children?: ComponentChildren;
}

function Strip({ icon, text, children }: StripProps) {
  return (
    <div class="strip">
      <Icon name={icon} size="s" />
      <span>{text}</span>
      {children}
    </div>
  );
}

/** What hinders sending, the most pressing first; one line is enough. */
function sendingTrouble(): { icon: IconName; text: string; href?: string; link?: string } | null {
  const { problem, pending, sending, setAside } = outbox.value;
  if (sessionState.value === 'expired')
    return { icon: 'lock', text: t('strip.expired'), href: '/join', link: t('common.signIn') };
  if (problem?.reason === 'storage-full') return { icon: 'alert', text: t('strip.storageFull') };
  if (problem?.reason === 'other-app-version') return { icon: 'refresh', text: t('strip.otherVersion') };
  if (setAside > 0)
    return {
      icon: 'alert',
      text: t('strip.setAside', { count: setAside }),
      href: '/settings/outbox',
      link: t('strip.look'),
    };
  if (sending && sending.total > 1) return { icon: 'send', text: t('strip.sending', sending) };
  if (reachability.value === 'unreachable')
    return {
      icon: 'offline',
      text:
        pending > 0
          ? `${t('strip.unreachable')} ${t('strip.waiting', { count: pending })}`
          : t('strip.unreachable'),
    };
  return null;
}

/** Only one warning of the phone at a time: a wall of warnings is read by nobody. */
function PhoneWarning({ calm }: { calm: boolean }) {
  const { batteryLow, notificationsOff, pushLost, storageNotPersistent } = vitals.value;
  if (batteryLow) return <Strip icon="battery" text={t('vitals.battery')} />;
  if (!calm) return null;
  if (pushLost || notificationsOff)
    return (
      <Strip icon="bell" text={t(pushLost ? 'vitals.push' : 'vitals.notifications')}>
        <LinkButton kind="quiet" href="/settings/notifications">
          {t('vitals.fix')}
        </LinkButton>
      </Strip>
    );
  if (storageNotPersistent && outbox.value.pending > 0)
    return (
      <Strip icon="device" text={t('vitals.storage')}>
        <LinkButton kind="quiet" href="/settings/install">
          {t('vitals.install')}
        </LinkButton>
      </Strip>
    );
  return null;
}

/** Somebody asks me while I am elsewhere in the app: the oldest one, in reach from every screen. */
function AskedStrip({ path }: { path: string }) {
  const [asked] = me.value?.open.asked_alert_ids ?? [];
  if (!asked || path === '/' || path === '/concern' || path.startsWith('/alerts')) return null;
  const isDrill = me.value?.open.drill_alert_ids?.includes(asked) === true;
  return (
    <div class="strip strip-asked">
      <Icon name="bell" size="s" />
      <span>
        {isDrill && <Tag tone="drill">{t('home.askedDrill')}</Tag>} {t('home.askedOne')}
      </span>
      <LinkButton kind="quiet" href={`/alerts/${asked}`}>
        {t('home.askedOpen')}
      </LinkButton>
    </div>
  );
}

export function Strips() {
  const { path } = useLocation();
  // In the middle of something only what hinders it is told.
  const calm = path === '/' || path.startsWith('/settings') || path === '/alerts';
  const trouble = sendingTrouble();
  useEffect(() => {
    if (trouble && !trouble.text.match(/\d+\/\d+/)) announce(trouble.text);
  }, [trouble?.text]);
  return (
    <aside class="strips" aria-label={t('strip.label')}>
      <AskedStrip path={path} />
      {trouble && (
        <Strip icon={trouble.icon} text={trouble.text}>
          {trouble.href && (
            <LinkButton kind="quiet" href={trouble.href}>
              {trouble.link}
            </LinkButton>
          )}
        </Strip>
      )}
      {me.value && sessionState.value === 'in' && <PhoneWarning calm={calm && !trouble} />}
      {updateReady.value && (
        <Strip icon="refresh" text={t('update.ready')}>
          <Button kind="quiet" onClick={() => void applyUpdate()}>
            {t('update.apply')}
          </Button>
        </Strip>
      )}
    </aside>
  );
}
