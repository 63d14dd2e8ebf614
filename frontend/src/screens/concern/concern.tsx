/** Asking neighbours for help: choose, count down, follow, end. */
import { useState } from 'preact/hooks';

import { cancel, concern } from '../../core/concern';
import { Choose } from './choose';
import { Countdown } from './countdown';
import { Over } from './over';
import { asksForPin, SafeDialog } from './safe-dialog';
import { Status } from './status';
import './concern.css';

export default function ConcernScreen() {
  const state = concern.value;
  // Kept here, so that the question stays open when the countdown ends under it.
  const [asking, setAsking] = useState(false);
  if (!state) return <Choose />;
  if (state.phase === 'cancelled' || state.phase === 'resolved')
    return <Over key={`over ${state.id}`} state={state} />;
  const ask = async () => setAsking(true);
  return (
    <>
      {state.phase === 'countdown' ? (
        <Countdown key={state.id} onCancel={asksForPin() ? ask : () => cancel()} />
      ) : (
        <Status key={`status ${state.id}`} state={state} onCancel={() => setAsking(true)} />
      )}
      <SafeDialog
        open={asking}
        onSafe={(pin) => {
          setAsking(false);
          void cancel(pin);
        }}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
