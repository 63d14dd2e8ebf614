/** The coordinator's word for a walk: how many minutes count, and how they know. */
import { useState } from 'preact/hooks';

import { announce, Button, Dialog, Field } from '../../ui';
import { serverNow } from '../clock';
import { Trouble } from '../export-dialog';
import { useReturnFocus } from '../return-focus';
import { say, sayMinutes, sayName, sayWhen } from '../texts';
import { useDeed } from '../use-deed';
import { confirmWalk, lastedMin, minutesFrom, mostMin, type WaitingWalk } from './hours';
import { whyWaiting } from './why-waiting';
import { tell } from './words';

interface Props {
  walk: WaitingWalk;
  onClose: () => void;
  onDone: () => Promise<void>;
}

export function ConfirmDialog({ walk, onClose, onDone }: Props) {
  useReturnFocus();
  const [typed, setTyped] = useState(String(walk.offered_min));
  const [note, setNote] = useState('');
  const [checked, setChecked] = useState(false);
  const { busy, problem, run } = useDeed();
  const most = mostMin(walk);
  const minutes = minutesFrom(typed, most);

  async function send(event: Event) {
    event.preventDefault();
    setChecked(true);
    if (minutes === null) return;
    const done = await run(async () => {
      await confirmWalk(walk.patrol_id, minutes, note.trim());
      await onDone();
    });
    if (done) announce(tell('confirm.done', { name: walk.member.name, span: sayMinutes(minutes) }));
  }

  return (
    <Dialog open title={tell('confirm.title')} onClose={onClose}>
      <form class="stack" noValidate onSubmit={(event) => void send(event)}>
        <p>
          <span class="strong">{sayName(walk.member.name)}</span> ·{' '}
          {sayWhen(walk.started_at, serverNow.value)} · {sayMinutes(lastedMin(walk))}
        </p>
        <p class="small muted">{whyWaiting(walk)}</p>
        <Field
          inputMode="numeric"
          label={tell('confirm.minutes')}
          hint={tell('confirm.minutesHint', { count: most })}
          value={typed}
          error={checked && minutes === null ? tell('confirm.minutesWrong', { count: most }) : undefined}
          onInput={setTyped}
          maxLength={3}
        />
        <Field
          label={tell('confirm.note')}
          hint={tell('confirm.noteHint')}
          value={note}
          onInput={setNote}
          multiline
          maxLength={300}
        />
        <Trouble text={problem} />
        <div class="desk-dialog-actions">
          <Button onClick={onClose}>{say('desk.cancel')}</Button>
          <Button kind="primary" type="submit" busy={busy}>
            {tell(busy ? 'confirm.saving' : 'confirm.send')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
