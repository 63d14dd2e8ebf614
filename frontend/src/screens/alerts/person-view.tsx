/** The person's own alert: how far it has come. */
import { useState } from 'preact/hooks';

import { call } from '../../api/client';
import type { Alert } from '../../api/types';
import { t } from '../../core/i18n';
import { tm } from '../../locales/more';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { FieldError } from '../../ui/form';
import { QuickExit } from '../../ui/quick-exit';
import { Stepper } from '../../ui/stepper';
import { comingWords, progressOfAlert, STEP_WORDS, stepsOf } from '../concern/steps';
import { Screen } from '../shell/screen';
import { AlertTags, DrillBand } from './alert-head';
import { isOver } from './use-alert';

export function PersonView({ alert, began, reload }: { alert: Alert; began: number; reload: () => void }) {
  const [asking, setAsking] = useState(false);
  const [failed, setFailed] = useState(false);
  const over = isOver(alert);
  const progress = progressOfAlert(alert);
  const safe = async () => {
    setAsking(false);
    setFailed(false);
    try {
      await call('POST', `/api/alerts/${alert.id}/cancel`, { body: {} });
      reload();
    } catch {
      setFailed(true);
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
      <AlertTags alert={alert} began={began} still={over} />
      {cancelled ? (
        <p class="lead">{tm('concern.cancelledLate')}</p>
      ) : (
        <div class="card">
          <Stepper steps={stepsOf(progress)} words={STEP_WORDS()} label={tm('concern.steps')} />
        </div>
      )}
      {alert.late && !over && <p>{tm('concern.late')}</p>}
      {failed && <FieldError id="cancel-error">{tm('found.failed')}</FieldError>}
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
      <Dialog open={asking} title={tm('concern.safeAsk')} onClose={() => setAsking(false)}>
        <p>{tm('concern.safeText')}</p>
        <Button kind="primary" size="l" block onClick={() => void safe()}>
          {tm('concern.safeYes')}
        </Button>
        <Button size="l" block onClick={() => setAsking(false)}>
          {tm('concern.safeNo')}
        </Button>
      </Dialog>
    </Screen>
  );
}
