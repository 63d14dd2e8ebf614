/** The person's own alert: how far it has come. */
import { useState } from 'preact/hooks';

import { ApiError, call } from '../../api/client';
import type { Alert } from '../../api/types';
import { t } from '../../core/i18n';
import { tm } from '../../locales/more';
import { Button, LinkButton } from '../../ui/button';
import { FieldError } from '../../ui/form';
import { QuickExit } from '../../ui/quick-exit';
import { Stepper } from '../../ui/stepper';
import { Notice } from '../../ui/surface';
import { Approach } from '../concern/approach';
import { WhoComes } from '../calling/who-comes';
import { Looks } from '../concern/looks';
import { SafeDialog } from '../concern/safe-dialog';
import { comingWords, progressOfAlert, STEP_WORDS, stepsOf } from '../concern/steps';
import { Screen } from '../shell/screen';
import { AlertTags, DrillBand } from './alert-head';
import { isOver } from './use-alert';

export function PersonView({ alert, began, reload }: { alert: Alert; began: number; reload: () => void }) {
  const [asking, setAsking] = useState(false);
  const [failed, setFailed] = useState('');
  const over = isOver(alert);
  const progress = progressOfAlert(alert);
  const safe = async (pin?: string) => {
    setAsking(false);
    setFailed('');
    try {
      await call('POST', `/api/alerts/${alert.id}/cancel`, { body: pin === undefined ? {} : { pin } });
      reload();
    } catch (error) {
      setFailed((error instanceof ApiError && error.problem?.detail) || tm('found.failed'));
    }
  };
  const cancelled = alert.status === 'cancelled';
  return (
    <Screen
      title={
        cancelled ? tm('concern.cancelledTitle') : (!over && comingWords(progress)) || tm('person.title')
      }
      back={{ href: '/alerts', label: tm('more.alerts') }}
    >
      <DrillBand alert={alert} />
      {alert.drill && !over && (
        <Notice tone="info">
          <p>{tm('alert.drillReal')}</p>
          <p>
            <LinkButton kind="concern" block href="/concern" data-testid="call-for-real">
              {tm('alert.drillRealButton')}
            </LinkButton>
          </p>
        </Notice>
      )}
      <AlertTags alert={alert} began={began} still={over} />
      {cancelled ? (
        <p class="lead">{tm('concern.cancelledLate')}</p>
      ) : (
        <div class="card">
          <Stepper steps={stepsOf(progress)} words={STEP_WORDS()} label={tm('concern.steps')} />
          <Approach coming={progress.coming} />
          <Looks coming={progress.coming} />
        </div>
      )}
      <WhoComes alertId={alert.id} coming={progress.coming} onDone={reload} />
      {alert.late && !over && <p>{tm('concern.late')}</p>}
      {failed !== '' && <FieldError id="cancel-error">{failed}</FieldError>}
      {!over && (
        <>
          <Button size="l" block onClick={() => setAsking(true)}>
            {tm('concern.cancelLate')}
          </Button>
          <p class="small centre">{t('sos.short')}</p>
        </>
      )}
      <div class="row">
        <QuickExit />
      </div>
      <SafeDialog open={asking} onSafe={(pin) => void safe(pin)} onClose={() => setAsking(false)} />
    </Screen>
  );
}
