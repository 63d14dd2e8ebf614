/** I need help myself while I am out for somebody: held like every call for help. */
import { useLocation } from 'preact-iso/router';
import { useState } from 'preact/hooks';

import { raise } from '../../core/concern';
import { tm } from '../../locales/more';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { FieldError } from '../../ui/form';
import { holdEvents, useHold } from '../../ui/hold';
import { Icon } from '../../ui/icon';

export function CallForMe() {
  const { route } = useLocation();
  const [asking, setAsking] = useState(false);
  const [failed, setFailed] = useState(false);
  const call = async () => {
    setAsking(false);
    try {
      // The place is looked for during the countdown.
      await raise('person_in_need', { context: 'walk', note: tm('visit.sosNote') });
      route('/concern');
    } catch {
      setFailed(true);
    }
  };
  const hold = useHold(() => void call());
  return (
    <div class="visit-sos-area">
      <button
        type="button"
        class={`visit-sos ${hold.holding ? 'is-held' : ''}`}
        data-testid="sos-me"
        aria-describedby="sos-me-hint"
        {...holdEvents(hold, () => setAsking(true))}
      >
        <span>
          <strong class="row">
            <Icon name="alert" size="s" />
            {tm('visit.sos')}
          </strong>
          <span id="sos-me-hint">{tm(hold.tooShort ? 'hold.tooShort' : 'visit.sosHint')}</span>
        </span>
      </button>
      {failed && <FieldError id="sos-me-error">{tm('concern.failed')}</FieldError>}
      <Dialog open={asking} title={tm('hold.ask')} onClose={() => setAsking(false)}>
        <Button kind="danger" size="l" block onClick={() => void call()}>
          {tm('hold.yes')}
        </Button>
        <Button size="l" block onClick={() => setAsking(false)}>
          {tm('hold.no')}
        </Button>
      </Dialog>
    </div>
  );
}
