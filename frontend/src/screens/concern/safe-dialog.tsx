/** "I am safe": a yes, or the cancel number when one is kept. With either number it looks the same. */
import { me } from '../../core/session';
import { tm } from '../../locales/more';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { PinPad } from '../../ui/pin-pad';

interface Props {
  open: boolean;
  /** Why the last try was not accepted. */
  error?: string | undefined;
  onSafe: (pin?: string) => void;
  onClose: () => void;
}

export const asksForPin = () => me.value?.cancel_pin === 'on';

export function SafeDialog({ open, error, onSafe, onClose }: Props) {
  const withPin = asksForPin();
  return (
    <Dialog open={open} title={tm(withPin ? 'pin.ask' : 'concern.safeAsk')} onClose={onClose}>
      {withPin ? (
        <PinPad onPin={onSafe} error={error} />
      ) : (
        <>
          <p>{tm('concern.safeText')}</p>
          <Button kind="primary" size="l" block onClick={() => onSafe()} data-testid="safe-now">
            {tm('concern.safeYes')}
          </Button>
        </>
      )}
      <Button size="l" block onClick={onClose}>
        {tm(withPin ? 'pin.leave' : 'concern.safeNo')}
      </Button>
    </Dialog>
  );
}
