/** Whether the desk sees where I am while I walk. */
import { useState } from 'preact/hooks';

import { shareWalk, type WalkState } from '../../core/walk';
import { tm } from '../../locales/more';
import { announce } from '../../ui/live';
import { Switch } from '../../ui/switch';

export function SharePlace({ state }: { state: WalkState }) {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const change = async (on: boolean) => {
    setBusy(true);
    setFailed(false);
    try {
      await shareWalk(on);
      announce(tm(on ? 'walk.shareOn' : 'walk.shareOff'));
    } catch {
      setFailed(true);
    }
    setBusy(false);
  };
  return (
    <section class="share">
      <h2 class="grow">{tm('walk.share')}</h2>
      <Switch
        label={tm('walk.share')}
        on={state.shared}
        busy={busy}
        describedBy="share-words"
        onChange={(on) => void change(on)}
      />
      <p id="share-words" class="small muted">
        {tm(state.shared ? 'walk.shareOn' : 'walk.shareOff')}
      </p>
      {failed && (
        <p class="error" role="alert">
          {tm('walk.shareFailed')}
        </p>
      )}
    </section>
  );
}
