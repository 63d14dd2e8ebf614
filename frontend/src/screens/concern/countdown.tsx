/** The seconds in which a slip can still be taken back. */
import { useEffect, useState } from 'preact/hooks';

import { concern, confirmNow } from '../../core/concern';
import { tm } from '../../locales/more';
import { Button } from '../../ui/button';
import { announce } from '../../ui/live';
import { Screen } from '../shell/screen';

/** It goes on while the number is typed: whoever keeps somebody from typing stops nothing. */
export function Countdown({ onCancel }: { onCancel: () => Promise<void> }) {
  const seconds = concern.value?.secondsLeft ?? 0;
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    // Said once: a voice that counts would drown the two answers.
    announce(tm('concern.countSaid', { count: seconds }), 'urgent');
  }, []);
  const answer = async (act: () => Promise<void>) => {
    setBusy(true);
    try {
      await act();
    } finally {
      setBusy(false);
    }
  };
  return (
    <Screen title={tm('concern.countTitle')} class="countdown">
      <p class="centre">{tm('concern.countText')}</p>
      <Button
        kind="danger"
        size="l"
        block
        busy={busy}
        onClick={() => void answer(confirmNow)}
        data-testid="send-now"
      >
        {tm('concern.sendNow')}
      </Button>
      {/* The number lies between the two answers, where the finger held: neither can be hit by a second tap. */}
      <p class="count num" role="timer" aria-live="off" data-testid="countdown">
        {seconds}
      </p>
      <Button
        kind="second"
        size="l"
        block
        busy={busy}
        onClick={() => void answer(onCancel)}
        data-testid="cancel"
      >
        {tm('concern.cancel')}
      </Button>
    </Screen>
  );
}
