/** Ends a call: what became of it, and what everybody who was asked is told. */
import { useState } from 'preact/hooks';

import { announce, Button, Choices, Dialog } from '../../ui';
import { Trouble } from '../export-dialog';
import { useReturnFocus } from '../return-focus';
import { say } from '../texts';
import { useDeed } from '../use-deed';
import { closeMissing, type DeskMissing, type Ending, ENDINGS } from './missing';
import { tell } from './words';

interface Props {
  one: DeskMissing;
  onClose: () => void;
  onDone: () => Promise<void>;
}

export function CloseDialog({ one, onClose, onDone }: Props) {
  useReturnFocus();
  const [outcome, setOutcome] = useState<Ending | null>(null);
  const { busy, problem, complain, run } = useDeed();
  async function send(event: Event) {
    event.preventDefault();
    if (outcome === null) return complain(tell('close.pick'));
    const done = await run(async () => {
      await closeMissing(one.id, outcome);
      await onDone();
    });
    if (done) announce(tell('close.done'));
  }
  return (
    <Dialog open title={tell('close.title')} onClose={onClose}>
      <form class="stack" noValidate onSubmit={(event) => void send(event)}>
        {one.words !== '' && <p class="strong">{one.words}</p>}
        <p class="muted small">{tell('close.what')}</p>
        <Choices
          label={tell('close.title')}
          hideLabel
          items={ENDINGS.map((value) => ({ value, label: tell(`outcome.${value}`) }))}
          value={outcome}
          onChange={setOutcome}
        />
        <Trouble text={problem} />
        <div class="desk-dialog-actions">
          <Button onClick={onClose}>{say('desk.cancel')}</Button>
          <Button kind="primary" type="submit" busy={busy} data-testid="missing-end">
            {tell(busy ? 'close.saving' : 'close.go')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
