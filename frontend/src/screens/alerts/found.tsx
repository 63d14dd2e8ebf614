/** What I found there; this settles the alert. */
import { useState } from 'preact/hooks';

import { call } from '../../api/client';
import type { Alert, AlertOutcome } from '../../api/types';
import { tm } from '../../locales/more';
import { Button } from '../../ui/button';
import { Choices, Field, FieldError } from '../../ui/form';
import type { IconName } from '../../ui/icon';
import { Screen } from '../shell/screen';
import { DrillBand } from './alert-head';
import { respond } from './respond';

const OUTCOMES: readonly (readonly [AlertOutcome, IconName])[] = [
  ['safe', 'check'],
  ['handed_over', 'phone'],
  ['nobody_found', 'door'],
  ['other', 'message'],
];

export function Found({ alert, onBack }: { alert: Alert; onBack: () => void }) {
  const [outcome, setOutcome] = useState<AlertOutcome | null>(null);
  const [note, setNote] = useState('');
  const [state, setState] = useState<'idle' | 'busy' | 'choose' | 'failed'>('idle');
  const send = async (event: Event) => {
    event.preventDefault();
    if (state === 'busy') return;
    if (!outcome) {
      setState('choose');
      return;
    }
    setState('busy');
    try {
      const line = note.trim();
      await call('POST', `/api/alerts/${alert.id}/resolve`, {
        body: { outcome, ...(line && { note: line }) },
      });
      await respond(alert.id, 'done');
    } catch {
      setState('failed');
    }
  };
  return (
    <Screen title={tm('found.title')}>
      <DrillBand alert={alert} />
      <form class="stack-l" onSubmit={(event) => void send(event)}>
        <Choices
          label={tm('found.title')}
          hideLabel
          items={OUTCOMES.map(([value, icon]) => ({ value, icon, label: tm(`found.${value}`) }))}
          value={outcome}
          onChange={(chosen) => {
            setOutcome(chosen);
            setState('idle');
          }}
        />
        <Field label={tm('found.note')} value={note} onInput={setNote} multiline maxLength={500} />
        {state === 'choose' && <FieldError id="found-error">{tm('found.choose')}</FieldError>}
        {state === 'failed' && <FieldError id="found-error">{tm('found.failed')}</FieldError>}
        <div class="stack">
          <Button kind="primary" size="l" block type="submit" busy={state === 'busy'} data-testid="resolve">
            {tm('found.send')}
          </Button>
          <Button block onClick={onBack}>
            {tm('found.notYet')}
          </Button>
        </div>
      </form>
    </Screen>
  );
}
