/** Finishing: "nothing to report" is one tap and good news. */
import { useLocation } from 'preact-iso/router';
import { useState } from 'preact/hooks';

import type { PatrolOutcome } from '../../api/types';
import { formatDistance, formatDuration } from '../../core/i18n';
import { forgetRoute } from '../../core/route-chosen';
import { endWalk, type WalkState } from '../../core/walk';
import { tm } from '../../locales/more';
import { Button } from '../../ui/button';
import { FieldError } from '../../ui/form';
import { Facts } from '../../ui/surface';
import { useNow } from '../../ui/use-now';
import { Screen } from '../shell/screen';

export function EndWalk({ state, onBack }: { state: WalkState; onBack: () => void }) {
  const { route } = useLocation();
  const now = useNow();
  const [busy, setBusy] = useState<PatrolOutcome | null>(null);
  const [failed, setFailed] = useState(false);
  const end = async (outcome: PatrolOutcome) => {
    setBusy(outcome);
    setFailed(false);
    try {
      const id = await endWalk(outcome);
      void forgetRoute();
      route(`/walk/${id}`, true);
    } catch {
      setFailed(true);
      setBusy(null);
    }
  };
  return (
    <Screen title={tm('end.title')}>
      <Facts
        items={[
          { label: tm('walk.time'), value: formatDuration(now - state.startedAt) },
          { label: tm('walk.distance'), value: formatDistance(state.distanceM) },
        ]}
      />
      <div class="stack-s">
        <Button
          kind="lamp"
          size="l"
          block
          icon="lamp"
          class="end-nothing"
          busy={busy === 'nothing_to_report'}
          onClick={() => void end('nothing_to_report')}
          data-testid="nothing-to-report"
        >
          {tm('end.nothing')}
        </Button>
        <p class="muted centre">{tm('end.nothingHint')}</p>
      </div>
      {failed && <FieldError id="end-error">{tm('end.failed')}</FieldError>}
      <div class="stack">
        {state.checkIns > 0 && (
          <Button
            size="l"
            block
            busy={busy === 'reported'}
            onClick={() => void end('reported')}
            data-testid="reported"
          >
            {tm('end.reported')}
          </Button>
        )}
        <Button block onClick={onBack}>
          {tm('end.more')}
        </Button>
      </div>
    </Screen>
  );
}
