/** The frame of every desk page: who may see it, the menu, the connection, and the desk's own words loaded. */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';

import { me, sessionState } from '../core/session';
import { Button, LinkButton, Notice, Skeleton } from '../ui';
import { BOARD_PATH } from './addresses';
import { sound, turnSound } from './chime';
import { useTicking } from './clock';
import { Connection } from './connection';
import { DeskMenu } from './desk-menu';
import { followBoard, line, unanswered } from './live-board';
import { BESIDE, type Page, roomOf } from './rooms';
import { loadDeskTexts, say } from './texts';
import './desk.css';
import './desk-alert.css';
import './desk-lists.css';
import './desk-map.css';
import './desk-members.css';
import './desk-rooms.css';

interface Props {
  page: Page;
  /** The page's own words, when it has any. */
  words?: (() => Promise<void>) | undefined;
  children: ComponentChildren;
}

export function DeskFrame({ page, words, children }: Props) {
  const [ready, setReady] = useState(false);
  useTicking();
  useEffect(() => {
    const load = async () => {
      await Promise.all([loadDeskTexts(), words?.()]);
      setReady(true);
    };
    void load();
  }, [words]);
  if (!ready) return <div class="desk" aria-busy="true" />;
  return (
    <div class="desk">
      <a class="skip" href="#desk-main">
        {say('desk.skip')}
      </a>
      <header class="desk-bar">
        <DeskMenu page={page} />
        {isStaff() && (
          <div class="desk-bar-end">
            <Connection />
            <SoundButton />
          </div>
        )}
      </header>
      <main class="desk-main" id="desk-main" tabIndex={-1}>
        <Gate>
          {page !== 'board' && page !== 'alert' && <Watch />}
          <Beside page={page} />
          {children}
        </Gate>
      </main>
    </div>
  );
}

/** In every other room the board is followed as well, so that nobody calls unheard. */
function Watch() {
  useEffect(followBoard, []);
  const count = unanswered.value;
  if (count === 0) return null;
  return (
    <Notice tone="danger" icon="bell">
      <p class="strong">{say('desk.waiting', { count })}</p>
      <p>
        <a class="desk-text-link" href={BOARD_PATH}>
          {say('desk.toBoard')}
        </a>
      </p>
    </Notice>
  );
}

function Beside({ page }: { page: Page }) {
  const pages = BESIDE[roomOf(page)];
  if (pages === undefined) return null;
  return (
    <nav class="desk-tabs" aria-label={say(`room.${roomOf(page)}`)}>
      {pages.map((one) => (
        <a key={one.page} href={one.path} {...(one.page === page && { 'aria-current': 'page' as const })}>
          {say(`page.${one.page}`)}
        </a>
      ))}
    </nav>
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
