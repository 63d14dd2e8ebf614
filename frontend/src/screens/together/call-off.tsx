/** Calling a walk off, kindly: those who wanted to come are told. */
import { useState } from 'preact/hooks';

import { cancelTogether } from '../../core/together';
import { tt } from '../../locales/together';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Field, FieldError } from '../../ui/form';

export function CallOff({ id, onDone }: { id: string; onDone: () => void }) {
  const [asking, setAsking] = useState(false);
  const [note, setNote] = useState('');
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const callOff = async () => {
    setState('busy');
    try {
      await cancelTogether(id, note.trim() || undefined);
      setState('idle');
      setAsking(false);
      onDone();
    } catch {
      setState('failed');
    }
  };
  return (
    <>
      <Button kind="quiet" onClick={() => setAsking(true)} data-testid="call-off">
        {tt('edit.cancel')}
      </Button>
      <Dialog open={asking} title={tt('edit.ask')} onClose={() => setAsking(false)}>
        <p>{tt('edit.askText')}</p>
        <Field label={tt('edit.note')} value={note} onInput={setNote} maxLength={300} multiline />
        {state === 'failed' && <FieldError id="call-off-error">{tt('edit.failed')}</FieldError>}
        <Button kind="danger" block busy={state === 'busy'} onClick={() => void callOff()}>
          {tt('edit.yes')}
        </Button>
        <Button block onClick={() => setAsking(false)}>
          {tt('edit.no')}
        </Button>
      </Dialog>
    </>
  );
}
