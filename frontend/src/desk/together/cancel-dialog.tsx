/** Calls a walk off; everybody who meant to come is told. */
import { useState } from 'preact/hooks';

import { announce, Button, Dialog, Field } from '../../ui';
import { serverNow } from '../clock';
import { Trouble } from '../export-dialog';
import { useReturnFocus } from '../return-focus';
import { sayWhen } from '../texts';
import { useDeed } from '../use-deed';
import { cancelWalk, type DeskWalk } from './together';
import { tell } from './words';

interface Props {
  walk: DeskWalk;
  onClose: () => void;
  onDone: () => Promise<void>;
}

export function CancelDialog({ walk, onClose, onDone }: Props) {
  useReturnFocus();
  const [note, setNote] = useState('');
  const { busy, problem, run } = useDeed();
  async function send(event: Event) {
    event.preventDefault();
    const done = await run(async () => {
      await cancelWalk(walk.id, note.trim());
      await onDone();
    });
    if (done) announce(tell('cancel.done'));
  }
  return (
    <Dialog open title={tell('cancel.title')} onClose={onClose}>
      <form class="stack" noValidate onSubmit={(event) => void send(event)}>
        <p>
          <span class="strong">{sayWhen(walk.starts_at, serverNow.value)}</span> · {walk.meeting_place}
        </p>
        <p>{tell('cancel.what', { count: walk.joined })}</p>
        <Field
          label={tell('cancel.note')}
          hint={tell('cancel.noteHint')}
          value={note}
          onInput={setNote}
          multiline
          maxLength={300}
        />
        <Trouble text={problem} />
        <div class="desk-dialog-actions">
          <Button onClick={onClose}>{tell('cancel.keep')}</Button>
          <Button kind="danger" type="submit" busy={busy}>
            {tell('cancel.confirm')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
