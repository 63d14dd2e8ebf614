/** Four digits on keys large enough for a trembling hand. What was typed is never shown. */
import { useEffect, useRef, useState } from 'preact/hooks';

import { tm } from '../locales/more';
import { Button } from './button';
import { FieldError } from './form';
import { Icon } from './icon';
import './css/pin.css';

export const PIN_LENGTH = 4;
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'] as const;

interface PinPadProps {
  /** Called once with all four digits; the pad is then empty again. */
  onPin: (pin: string) => void;
  busy?: boolean;
  error?: string | undefined;
}

export function PinPad({ onPin, busy = false, error }: PinPadProps) {
  const [typed, setTyped] = useState('');
  const latest = useRef(typed);
  latest.current = typed;
  const press = (digit: string) => {
    if (busy) return;
    const next = latest.current + digit;
    latest.current = next.length >= PIN_LENGTH ? '' : next;
    setTyped(latest.current);
    navigator.vibrate?.(20);
    if (next.length >= PIN_LENGTH) onPin(next);
  };
  const erase = () => setTyped(latest.current.slice(0, -1));
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      if (/^[0-9]$/.test(event.key)) press(event.key);
      else if (event.key === 'Backspace') erase();
    };
    addEventListener('keydown', key);
    return () => removeEventListener('keydown', key);
  });
  return (
    <div class="stack" data-testid="pin-pad">
      <p class="pin-dots" role="status">
        <span class="sr-only">{tm('pin.typed', { count: typed.length })}</span>
        {Array.from({ length: PIN_LENGTH }, (_, place) => (
          <i key={place} class={place < typed.length ? 'is-typed' : ''} aria-hidden="true" />
        ))}
      </p>
      {error && <FieldError id="pin-error">{error}</FieldError>}
      <div class="pin-keys">
        {KEYS.map((digit) => (
          <Button key={digit} busy={busy} onClick={() => press(digit)} data-testid={`pin-${digit}`}>
            {digit}
          </Button>
        ))}
        <Button kind="quiet" aria-label={tm('pin.erase')} onClick={erase}>
          <Icon name="back" />
        </Button>
      </div>
    </div>
  );
}
