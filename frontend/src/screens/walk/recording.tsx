/** Walking: the time, the way so far, whether it is saved, and what can be done on the way. */
import { useEffect, useState } from 'preact/hooks';

import { formatDistance, formatDuration } from '../../core/i18n';
import { chosenRoute } from '../../core/route-chosen';
import { checkIn, type WalkState } from '../../core/walk';
import { tm } from '../../locales/more';
import { Button } from '../../ui/button';
import { FieldError } from '../../ui/form';
import { announce } from '../../ui/live';
import { Facts } from '../../ui/surface';
import { Trail } from '../../ui/trail';
import { useNow } from '../../ui/use-now';
import { MissingStrip } from '../missing/strip';
import { Screen } from '../shell/screen';
import { Details } from './details';
import { NearFacilities } from './near-facilities';
import { SharePlace } from './share-place';
import { GpsWord, LockWord, SavedTag } from './truths';
import type { Mode } from './walk';

interface RecordingProps {
  state: WalkState;
  onMode: (mode: Mode) => void;
}

/** Ticks by itself, so that only it is drawn each second. */
function Clock({ from }: { from: number }) {
  return <>{formatDuration(useNow() - from)}</>;
}

function SafeHere() {
  const [said, setSaid] = useState<'none' | 'busy' | 'done' | 'failed'>('none');
  useEffect(() => {
    if (said !== 'done') return;
    announce(tm('walk.safeDone'));
    const timer = setTimeout(() => setSaid('none'), 5000);
    return () => clearTimeout(timer);
  }, [said]);
  const safe = async () => {
    setSaid('busy');
    navigator.vibrate?.(40);
    try {
      await checkIn({ status: 'safe' });
      setSaid('done');
    } catch {
      setSaid('failed');
    }
  };
  return (
    <>
      <Button icon="check" busy={said === 'busy'} onClick={() => void safe()} data-testid="walk-safe">
        {said === 'done' ? tm('walk.safeDone') : tm('walk.safe')}
      </Button>
      {said === 'failed' && <FieldError id="safe-error">{tm('report.failed')}</FieldError>}
    </>
  );
}

export function Recording({ state, onMode }: RecordingProps) {
  const distance = formatDistance(state.distanceM);
  const label = tm('walk.trail', { distance, gaps: state.gaps });
  const accuracy = state.lastFix && { metres: Math.round(state.lastFix.accuracyM) };
  return (
    <Screen title={tm('walk.title')} hideTitle class="walking walk-figures">
      <MissingStrip />
      <Trail live segments={state.trail} label={label} way={chosenRoute.value?.line} />
      <Facts
        items={[
          { label: tm('walk.time'), value: <Clock from={state.startedAt} /> },
          { label: tm('walk.distance'), value: distance },
          {
            label: accuracy ? tm('walk.accuracy', accuracy) : tm('walk.fixes'),
            value: tm('walk.fixCount', { count: state.fixCount }),
          },
        ]}
      />
      <SavedTag state={state} />
      <GpsWord state={state} />
      <div class="walk-acts">
        <SafeHere />
        <Button icon="camera" onClick={() => onMode('report')} data-testid="walk-report">
          {tm('walk.report')}
        </Button>
      </div>
      <NearFacilities state={state} onOpen={() => onMode('facilities')} />
      <Button kind="lamp" size="l" block onClick={() => onMode('end')} data-testid="walk-end">
        {tm('walk.end')}
      </Button>
      <div class="walk-acts">
        <Button icon="moon" onClick={() => onMode('pocket')} data-testid="walk-pocket">
          {tm('walk.pocket')}
        </Button>
        <Button kind="concern" icon="alert" onClick={() => onMode('urgent')} data-testid="walk-urgent">
          {tm('walk.urgent')}
        </Button>
      </div>
      <LockWord state={state} />
      <SharePlace state={state} />
      <Details state={state} />
    </Screen>
  );
}
