/** Ends an alert: how it ended, a line for the colleague, and who hears of it. */
import { useState } from 'preact/hooks';

import { announce, Button, Choices, Dialog, Field, Notice } from '../ui';
import { resolveAlert } from './client';
import type { BoardAlert, Outcome } from './contract';
import { DrillBand } from './drill-band';
import { failureText } from './failure';
import { useReturnFocus } from './return-focus';
import { say, sayCategory, sayName } from './texts';

const OUTCOMES: readonly Outcome[] = ['safe', 'handed_over', 'nobody_found', 'other'];

interface Props {
  alert: BoardAlert;
  onClose: () => void;
  onDone: () => void;
}

export function ResolveDialog({ alert, onClose, onDone }: Props) {
  useReturnFocus();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);

  async function send(event: Event) {
    event.preventDefault();
    if (busy) return;
    if (outcome === null) return setProblem(say('resolve.pick'));
    setBusy(true);
    setProblem('');
    try {
      await resolveAlert(alert.id, outcome, note.trim());
      announce(say('resolve.done'));
      onDone();
    } catch (error) {
      setProblem(say('resolve.failed', { detail: failureText(error) }));
      setBusy(false);
    }
  }

  return (
    <Dialog open title={say('resolve.title')} onClose={onClose}>
      <form class="stack" onSubmit={(event) => void send(event)} noValidate>
        <DrillBand alert={alert} />
        <p>
          <span class="strong">{sayCategory(alert.category)}</span> · {sayName(alert.person_name)}
        </p>
        <p class="muted small">{say('resolve.what')}</p>
        <Choices
          label={say('resolve.outcome')}
          items={OUTCOMES.map((value) => ({ value, label: say(`outcome.${value}`) }))}
          value={outcome}
          onChange={setOutcome}
        />
        <Field
          label={say('resolve.note')}
          hint={say('resolve.noteHint')}
          value={note}
          onInput={setNote}
          multiline
          maxLength={500}
        />
        {problem !== '' && (
          <Notice tone="danger" role="alert">
            <p>{problem}</p>
          </Notice>
        )}
        <div class="desk-dialog-actions">
          <Button onClick={onClose}>{say('desk.cancel')}</Button>
          <Button kind="primary" type="submit" busy={busy}>
            {say(busy ? 'resolve.saving' : 'resolve.confirm')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
