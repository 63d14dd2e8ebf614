/** The desk made sure that somebody is well: how, and a note if wanted. What was typed stays when it does not work. */
import { useState } from 'preact/hooks';

import { announce, Button, Choices, Dialog, Field } from '../../ui';
import { Trouble } from '../export-dialog';
import { useReturnFocus } from '../return-focus';
import { say } from '../texts';
import { useDeed } from '../use-deed';
import { type Missed, SETTLED_HOW, type SettledHow, settlePromise } from './promises';
import { tell } from './words';

interface Props {
  missed: Missed;
  onClose: () => void;
  onDone: () => Promise<void>;
}

export function SettleDialog({ missed, onClose, onDone }: Props) {
  useReturnFocus();
  const { name } = missed;
  const [how, setHow] = useState<SettledHow | null>(null);
  const [note, setNote] = useState('');
  const { busy, problem, complain, run } = useDeed();
  async function send(event: Event) {
    event.preventDefault();
    if (how === null) return complain(tell('settle.pick'));
    if (!(await run(() => settlePromise(missed, how, note.trim())))) return;
    announce(tell('settle.done'));
    await onDone();
  }
  return (
    <Dialog open title={tell('settle.title', { name })} onClose={onClose}>
      <form class="stack" noValidate onSubmit={(event) => void send(event)}>
        <p class="muted small">{tell('settle.what', { name })}</p>
        <Choices
          label={tell('settle.title', { name })}
          hideLabel
          items={SETTLED_HOW.map((value) => ({ value, label: tell(`settle.${value}`) }))}
          value={how}
          onChange={setHow}
        />
        <Field
          label={tell('settle.note')}
          hint={tell('settle.noteHint', { name })}
          value={note}
          onInput={setNote}
          multiline
          maxLength={300}
          data-testid="settle-note"
        />
        <Trouble text={problem} />
        <div class="desk-dialog-actions">
          <Button onClick={onClose}>{say('desk.cancel')}</Button>
          <Button kind="primary" type="submit" busy={busy} data-testid="settle-go">
            {tell(busy ? 'settle.saving' : 'settle.go')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
