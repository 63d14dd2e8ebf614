/** What became of a call for help, step by step. */
import { useEffect, useRef } from 'preact/hooks';

import type { ConcernState } from '../../core/concern';
import { t } from '../../core/i18n';
import { tm } from '../../locales/more';
import { Button } from '../../ui/button';
import { announce } from '../../ui/live';
import { QuickExit } from '../../ui/quick-exit';
import { Stepper } from '../../ui/stepper';
import { Notice } from '../../ui/surface';
import { WhoComes } from '../calling/who-comes';
import { Screen } from '../shell/screen';
import { Approach } from './approach';
import { Looks } from './looks';
import { NotSent } from './not-sent';
import { comingWords, progressOf, spokenOf, STEP_WORDS, stepsOf } from './steps';

export function Status({ state, onCancel }: { state: ConcernState; onCancel: () => void }) {
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
        <Approach coming={state.coming} />
        <Looks coming={state.coming} />
      </div>
      <WhoComes alertId={state.alertId} coming={state.coming} onDone={() => {}} />
      {state.late && (
        <Notice tone="info" role="status">
          <p>{tm('concern.late')}</p>
        </Notice>
      )}
      {!stuck && <p class="small centre">{t('sos.short')}</p>}
      {state.cancelProblem && (
        <Notice tone="warn" role="alert">
          <p>{state.cancelProblem.detail || tm('pin.notTaken')}</p>
          <p>{tm('pin.goesOn')}</p>
        </Notice>
      )}
      <Button block size="l" busy={state.cancelling} onClick={onCancel} data-testid="cancel-late">
        {tm('concern.cancelLate')}
      </Button>
      <div class="row concern-leave">
        <QuickExit />
      </div>
    </Screen>
  );
}
