/** Takes a facility off the list, after asking. */
import { announce, Button, Dialog } from '../../ui';
import { Trouble } from '../export-dialog';
import { useReturnFocus } from '../return-focus';
import { say } from '../texts';
import { useDeed } from '../use-deed';
import { type Facility, removeFacility } from './facilities';
import { tell } from './words';

interface Props {
  facility: Facility;
  onClose: () => void;
  onDone: () => Promise<void>;
}

export function RemoveDialog({ facility, onClose, onDone }: Props) {
  useReturnFocus();
  const { busy, problem, run } = useDeed();
  async function remove() {
    const done = await run(async () => {
      await removeFacility(facility.id);
      await onDone();
    });
    if (done) announce(tell('remove.done', { name: facility.label }));
  }
  return (
    <Dialog open title={tell('remove.title', { name: facility.label })} onClose={onClose}>
      <div class="stack">
        <p>{tell('remove.what')}</p>
        <Trouble text={problem} />
        <div class="desk-dialog-actions">
          <Button onClick={onClose}>{say('desk.cancel')}</Button>
          <Button kind="danger" icon="trash" busy={busy} onClick={() => void remove()}>
            {tell('remove.confirm')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
