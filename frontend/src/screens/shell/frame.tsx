/** The frame around every screen: name, emergency numbers, what the phone has to say, tabs. */
import { useLocation } from 'preact-iso/router';
import type { ComponentChildren } from 'preact';

import { t } from '../../core/i18n';
import { me } from '../../core/session';
import { walk } from '../../core/walk';
import { EmergencyButton, EmergencySheet } from '../../ui/emergency';
import { Icon, type IconName } from '../../ui/icon';
import { LiveRegions } from '../../ui/live';
import { Mark } from '../../ui/mark';
import { Strips } from './strips';
import { useFreshMe } from './use-fresh';

interface Tab {
  href: string;
  icon: IconName;
  label: string;
  count?: number;
}

function tabsOf(): Tab[] {
  const person = me.value;
  if (!person) return [];
  const staff = person.tier === 'coordinator' || person.tier === 'officer';
  return [
    { href: '/', icon: 'home', label: t('nav.home') },
    ...(staff ? [{ href: '/desk', icon: 'desk' as const, label: t('nav.desk') }] : []),
    { href: '/alerts', icon: 'bell', label: t('nav.alerts'), count: person.open.asked_alert_ids.length },
    { href: '/settings', icon: 'settings', label: t('nav.settings') },
  ];
}

/** While somebody walks, asks for help or signs in, nothing leads away. */
function quiet(path: string): boolean {
  if (path === '/walk') return walk.value?.phase === 'recording';
  return path === '/join' || path === '/concern' || path === '/consents' || path.startsWith('/alerts/');
}

function Tabs() {
  const { path } = useLocation();
  const tabs = quiet(path) ? [] : tabsOf();
  if (tabs.length === 0) return null;
  return (
    <nav class="tabs" aria-label={t('nav.label')}>
      {tabs.map(({ href, icon, label, count }) => {
        const current = href === '/' ? path === '/' : path.startsWith(href);
        return (
          <a key={href} class="tab" href={href} {...(current && { 'aria-current': 'page' as const })}>
            <Icon name={icon} />
            <span>{label}</span>
            {count ? (
              <span class="tab-dot num">
                <span aria-hidden="true">{count}</span>
                <span class="sr-only">{t('nav.asked', { count })}</span>
              </span>
            ) : null}
          </a>
        );
      })}
    </nav>
  );
}

export function Frame({ children }: { children: ComponentChildren }) {
  useFreshMe();
  return (
    <div class="app">
      <a class="skip" href="#main">
        {t('nav.skip')}
      </a>
      <header class="bar">
        <a class="brand" href="/">
          <Mark />
          <span>{t('app.name')}</span>
        </a>
        <EmergencyButton />
      </header>
      <Strips />
      <main class="main" id="main" tabIndex={-1}>
        {children}
      </main>
      <Tabs />
      <EmergencySheet />
      <LiveRegions />
    </div>
  );
}
