/** What became of a call for help, step by step. */
import { useEffect, useRef, useState } from 'preact/hooks';

import { cancel, type ConcernState } from '../../core/concern';
import { t } from '../../core/i18n';
import { tm } from '../../locales/more';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { announce } from '../../ui/live';
import { QuickExit } from '../../ui/quick-exit';
import { Stepper } from '../../ui/stepper';
import { Notice } from '../../ui/surface';
import { Screen } from '../shell/screen';
import { NotSent } from './not-sent';
import { comingWords, progressOf, spokenOf, STEP_WORDS, stepsOf } from './steps';

export function Status({ state }: { state: ConcernState }) {
  const [asking, setAsking] = useState(false);
  const progress = progressOf(state);
  const spoken = spokenOf(progress);
  const last = useRef('');
  useEffect(() => {
    if (spoken && spoken !== last.current) announce(spoken, 'urgent');
    last.current = spoken;
  }, [spoken]);
  const coming = comingWords(progress);
  const stuck = state.notSent || state.phase === 'refused';
  return (
    <Screen
      title={coming ?? tm('concern.statusTitle')}
      back={{ href: '/', label: tm('concern.home') }}
      class="concern"
    >
      {stuck && state.alertId === null && <NotSent state={state} />}
      <div class="card" data-testid="concern-phase" data-phase={state.phase}>
        <Stepper steps={stepsOf(progress)} words={STEP_WORDS()} label={tm('concern.steps')} />
      </div>
      {state.late && (
        <Notice tone="info" role="status">
          <p>{tm('concern.late')}</p>
        </Notice>
      )}
      {!stuck && <p class="small centre">{t('sos.short')}</p>}
      <Button
        block
        size="l"
        busy={state.cancelling}
        onClick={() => setAsking(true)}
        data-testid="cancel-late"
      >
        {tm('concern.cancelLate')}
      </Button>
      <div class="row concern-leave">
        <QuickExit />
      </div>
      <Dialog open={asking} title={tm('concern.safeAsk')} onClose={() => setAsking(false)}>
        <p>{tm('concern.safeText')}</p>
        <Button
          kind="primary"
          size="l"
          block
          onClick={() => {
            setAsking(false);
            void cancel();
          }}
          data-testid="safe-now"
        >
          {tm('concern.safeYes')}
        </Button>
        <Button size="l" block onClick={() => setAsking(false)}>
          {tm('concern.safeNo')}
        </Button>
      </Dialog>
    </Screen>
  );
}
