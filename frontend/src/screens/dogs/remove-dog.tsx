/** Taking a dog off the list, asked once more. */
import { useState } from 'preact/hooks';

import { removeDog, type Dog } from '../../core/dogs';
import { tm } from '../../locales/more';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { FieldError } from '../../ui/form';

export function RemoveDog({ dog, onGone }: { dog: Dog; onGone: () => void }) {
  const [asking, setAsking] = useState(false);
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const remove = async () => {
    setAsking(false);
    setState('busy');
    try {
      await removeDog(dog.id);
      onGone();
    } catch {
      setState('failed');
    }
  };
  return (
    <div class="stack-s dog-end">
      <Button
        kind="quiet"
        icon="trash"
        busy={state === 'busy'}
        onClick={() => setAsking(true)}
        data-testid="dog-remove"
      >
        {tm('dogs.remove')}
      </Button>
      {state === 'failed' && <FieldError id="dog-remove-error">{tm('dogs.removeFailed')}</FieldError>}
      <Dialog open={asking} title={tm('dogs.removeAsk', { name: dog.name })} onClose={() => setAsking(false)}>
        <p>{tm('dogs.removeText')}</p>
        <Button size="l" block onClick={() => setAsking(false)}>
          {tm('dogs.removeNo')}
        </Button>
        <Button kind="danger" block onClick={() => void remove()} data-testid="dog-remove-yes">
          {tm('dogs.removeYes')}
        </Button>
      </Dialog>
    </div>
  );
}
