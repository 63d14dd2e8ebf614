/** The end of it: cancelled, or settled. */
import { useLocation } from 'preact-iso/router';
import { useEffect } from 'preact/hooks';

import { dismissConcern, type ConcernState } from '../../core/concern';
import { tm } from '../../locales/more';
import { Button } from '../../ui/button';
import { announce } from '../../ui/live';
import { Street } from '../../ui/street';
import { Screen } from '../shell/screen';

export function Over({ state }: { state: ConcernState }) {
  const { route } = useLocation();
  const cancelled = state.phase === 'cancelled';
  const expired = state.alertStatus === 'expired';
  const title = tm(
    cancelled ? 'concern.cancelledTitle' : expired ? 'concern.expiredTitle' : 'concern.doneTitle',
  );
  const early = cancelled && state.alertId === null && !state.cancelling;
  useEffect(() => announce(title), [title]);
  return (
    <Screen title={title} class="concern">
      <div class="hero">
        <Street lit={!expired} />
      </div>
      <p class="lead">
        {tm(
          early
            ? 'concern.cancelledEarly'
            : cancelled
              ? 'concern.cancelledLate'
              : expired
                ? 'concern.expiredText'
                : 'concern.doneText',
        )}
      </p>
      <Button
        kind="primary"
        size="l"
        block
        onClick={() => {
          void dismissConcern();
          route('/', true);
        }}
      >
        {tm('concern.home')}
      </Button>
    </Screen>
  );
}
