/** Sending neighbours to a door is asked once more. */
import { announce, Button, Dialog } from '../../ui';
import { Trouble } from '../export-dialog';
import { useReturnFocus } from '../return-focus';
import { say } from '../texts';
import { useDeed } from '../use-deed';
import { knockNow, type Missed } from './promises';
import { tell } from './words';

interface Props {
  missed: Missed;
  onClose: () => void;
  onDone: () => Promise<void>;
}

export function KnockDialog({ missed, onClose, onDone }: Props) {
  useReturnFocus();
  const { busy, problem, run } = useDeed();
  const go = async () => {
    if (!(await run(() => knockNow(missed)))) return;
    announce(tell('knock.done'));
    await onDone();
  };
  return (
    <Dialog open title={tell('knock.title')} onClose={onClose}>
      <p class="strong">{tell('missed.name', { name: missed.name })}</p>
      <p class="muted small">{tell('knock.what')}</p>
      <Trouble text={problem} />
      <div class="desk-dialog-actions">
        <Button onClick={onClose}>{say('desk.cancel')}</Button>
        <Button kind="primary" busy={busy} onClick={() => void go()} data-testid="knock-go">
          {tell(busy ? 'knock.busy' : 'knock.go')}
        </Button>
      </div>
    </Dialog>
  );
}
