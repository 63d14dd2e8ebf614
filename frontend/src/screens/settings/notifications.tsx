/** Whether this phone can be woken, and the proof that it can. */
import { useState } from 'preact/hooks';

import { disablePush, enablePush, push, type PushState } from '../../core/push';
import { tm } from '../../locales/more';
import { Button, LinkButton } from '../../ui/button';
import { Notice, type Tone } from '../../ui/surface';
import { Screen } from '../shell/screen';
import { PushTest } from './push-test';

const LOOK: Record<PushState, Tone> = {
  on: 'good',
  ask: 'warn',
  denied: 'danger',
  lost: 'danger',
  unsupported: 'info',
  'needs-install': 'info',
};

export default function Notifications() {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const state = push.value;
  const act = async (what: () => Promise<unknown>) => {
    setBusy(true);
    setFailed(false);
    try {
      await what();
    } catch {
      setFailed(true);
    }
    setBusy(false);
  };
  return (
    <Screen title={tm('push.title')} back={{ href: '/settings', label: tm('more.settings') }}>
      <Notice
        tone={LOOK[state]}
        icon="bell"
        title={tm(state === 'needs-install' ? 'push.install' : `push.${state}`)}
        role="status"
      >
        {state === 'denied' && <p>{tm('push.deniedHow')}</p>}
      </Notice>
      {failed && (
        <Notice tone="warn" role="alert">
          <p>{tm('push.enableFailed')}</p>
        </Notice>
      )}
      {(state === 'ask' || state === 'lost') && (
        <Button kind="primary" size="l" block icon="bell" busy={busy} onClick={() => void act(enablePush)}>
          {tm('push.enable')}
        </Button>
      )}
      {state === 'needs-install' && (
        <LinkButton kind="primary" size="l" block href="/settings/install">
          {tm('install.title')}
        </LinkButton>
      )}
      {state === 'on' && (
        <>
          <PushTest />
          <Button block busy={busy} onClick={() => void act(disablePush)}>
            {tm('push.disable')}
          </Button>
        </>
      )}
      <p class="muted">{tm('push.privacy')}</p>
    </Screen>
  );
}
