/** The last question: may this phone notify? What it cannot do is said as it is. */
import { useState } from 'preact/hooks';

import { enablePush, push } from '../../core/push';
import { tm } from '../../locales/more';
import { Button, LinkButton } from '../../ui/button';
import { Notice } from '../../ui/surface';
import { Screen } from '../shell/screen';

export function PushQuestion({ onDone }: { onDone: () => void }) {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const state = push.value;
  const enable = async () => {
    setBusy(true);
    setFailed(false);
    try {
      if ((await enablePush()) === 'on') onDone();
    } catch {
      setFailed(true);
    }
    setBusy(false);
  };
  const can = state === 'ask' || state === 'lost';
  return (
    <Screen title={tm('consent.push')}>
      <ul class="consent-points">
        <li>{tm('consent.push.1')}</li>
        <li>{tm('consent.push.2')}</li>
      </ul>
      {state === 'on' && <Notice tone="good" title={tm('push.on')} />}
      {state === 'unsupported' && <Notice title={tm('push.unsupported')} />}
      {state === 'denied' && (
        <Notice tone="warn" title={tm('push.denied')} role="status">
          <p>{tm('push.deniedHow')}</p>
        </Notice>
      )}
      {state === 'needs-install' && (
        <Notice title={tm('push.install')}>
          <div class="row">
            <LinkButton href="/settings/install">{tm('install.title')}</LinkButton>
          </div>
        </Notice>
      )}
      {failed && (
        <Notice tone="warn" role="alert">
          <p>{tm('push.enableFailed')}</p>
        </Notice>
      )}
      <div class="stack">
        {can && (
          <Button kind="primary" size="l" block icon="bell" busy={busy} onClick={() => void enable()}>
            {tm('consent.pushOn')}
          </Button>
        )}
        <Button kind={can ? 'second' : 'primary'} size="l" block onClick={onDone}>
          {tm(can ? 'consent.no' : 'consent.done')}
        </Button>
      </div>
      <p class="small muted">{tm('consent.later')}</p>
    </Screen>
  );
}
