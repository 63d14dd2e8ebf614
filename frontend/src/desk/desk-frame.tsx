/** The frame of every desk page: who may see it, the menu, the connection, and the desk's own words loaded. */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';

import { me, sessionState } from '../core/session';
import { Button, LinkButton, Notice, Skeleton } from '../ui';
import { Mark } from '../ui/mark';
import { BOARD_PATH, MEMBERS_PATH } from './addresses';
import { sound, turnSound } from './chime';
import { useTicking } from './clock';
import { Connection } from './connection';
import { line } from './live-board';
import { neighbourhoodName } from './neighbourhood';
import { loadDeskTexts, say } from './texts';
import './desk.css';
import './desk-alert.css';
import './desk-lists.css';
import './desk-map.css';
import './desk-members.css';

interface Props {
  page: 'board' | 'members' | 'alert';
  children: ComponentChildren;
}

export function DeskFrame({ page, children }: Props) {
  const [ready, setReady] = useState(false);
  useTicking();
  useEffect(() => {
    const load = async () => {
      await loadDeskTexts();
      setReady(true);
    };
    void load();
  }, []);
  if (!ready) return <div class="desk" aria-busy="true" />;
  return (
    <div class="desk">
      <a class="skip" href="#desk-main">
        {say('desk.skip')}
      </a>
      <header class="desk-bar">
        <a class="brand" href="/" aria-label={say('desk.home')}>
          <Mark />
          <span class="desk-bar-name">{neighbourhoodName.value}</span>
        </a>
        <nav class="desk-nav" aria-label={say('desk.nav')}>
          <NavLink href={BOARD_PATH} current={page === 'board'} text={say('desk.title')} />
          <NavLink href={MEMBERS_PATH} current={page === 'members'} text={say('desk.members')} />
          <NavLink href="/settings" current={false} text={say('desk.settings')} />
        </nav>
        {page !== 'members' && isStaff() && (
          <div class="desk-bar-end">
            <Connection />
            <SoundButton />
          </div>
        )}
      </header>
      <main class="desk-main" id="desk-main" tabIndex={-1}>
        <Gate>{children}</Gate>
      </main>
    </div>
  );
}

function NavLink({ href, current, text }: { href: string; current: boolean; text: string }) {
  return (
    <a href={href} {...(current && { 'aria-current': 'page' as const })}>
      {text}
    </a>
  );
}

function isStaff(): boolean {
  return me.value?.tier === 'coordinator' || me.value?.tier === 'officer';
}

/** Draws nothing of the desk for anybody else; the server refuses them as well. */
function Gate({ children }: { children: ComponentChildren }) {
  const signedOut = sessionState.value === 'out' || sessionState.value === 'expired';
  if (signedOut || line.value.state === 'signed-out') {
    return (
      <Notice tone="warn" icon="lock">
        <p>{say('desk.signIn')}</p>
        <p>
          <LinkButton kind="primary" href="/join">
            {say('desk.signInButton')}
          </LinkButton>
        </p>
      </Notice>
    );
  }
  if (me.value === null) return <Skeleton label={say('desk.loading')} lines={5} />;
  if (!isStaff()) {
    return (
      <Notice tone="info" icon="lock">
        <p>{say('desk.staffOnly')}</p>
        <p>
          <LinkButton href="/">{say('desk.home')}</LinkButton>
        </p>
      </Notice>
    );
  }
  return <>{children}</>;
}

function SoundButton() {
  const on = sound.value === 'on';
  return (
    <Button
      kind="quiet"
      icon="bell"
      class="desk-sound"
      aria-pressed={on}
      aria-label={say(on ? 'sound.turnOff' : 'sound.turnOn')}
      onClick={() => void turnSound(!on)}
    >
      <span class="desk-sound-word">{say(on ? 'sound.on' : 'sound.off')}</span>
    </Button>
  );
}
