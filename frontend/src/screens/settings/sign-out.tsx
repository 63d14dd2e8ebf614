/** Signing out, after saying what that means. */
import { useLocation } from 'preact-iso/router';
import { useState } from 'preact/hooks';

import { outbox } from '../../core/outbox';
import { signOut } from '../../core/session';
import { tm } from '../../locales/more';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Notice } from '../../ui/surface';

export function SignOut() {
  const { route } = useLocation();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const waiting = outbox.value.pending + outbox.value.setAside;
  const leave = async () => {
    setBusy(true);
    await signOut();
    route('/', true);
  };
  return (
    <>
      <Button icon="lock" onClick={() => setAsking(true)}>
        {tm('settings.signOut')}
      </Button>
      <Dialog open={asking} title={tm('settings.signOutAsk')} onClose={() => setAsking(false)}>
        <p>{tm('settings.signOutText')}</p>
        {waiting > 0 && (
          <Notice tone="warn">
            <p>{tm('settings.signOutPending', { count: waiting })}</p>
          </Notice>
        )}
        <Button kind="danger" block busy={busy} onClick={() => void leave()}>
          {tm('settings.signOutYes')}
        </Button>
        <Button block onClick={() => setAsking(false)}>
          {tm('settings.signOutNo')}
        </Button>
      </Dialog>
    </>
  );
}
