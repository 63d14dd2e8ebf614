/** A button that must be held, so that a pocket or a slip calls nobody. */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

import { tm } from '../locales/more';
import { Button } from './button';
import { holdEvents, useHold } from './hold';
import { Icon } from './icon';
import { announce } from './live';
import './css/hold.css';

interface HoldButtonProps {
  label: string;
  onHeld: () => void;
}

export function HoldButton({ label, onHeld }: HoldButtonProps) {
  const [asking, setAsking] = useState(false);
  const hold = useHold(onHeld);
  const confirm = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (asking) confirm.current?.querySelector('button')?.focus();
  }, [asking]);
  useEffect(() => {
    if (hold.tooShort) announce(tm('hold.tooShort'));
  }, [hold.tooShort]);

  if (asking) {
    return (
      <div class="stack" ref={confirm} role="group" aria-label={tm('hold.ask')}>
        <p class="lead strong centre">{tm('hold.ask')}</p>
        <Button kind="danger" size="l" block onClick={onHeld} data-testid="hold-confirm">
          {tm('hold.yes')}
        </Button>
        <Button size="l" block onClick={() => setAsking(false)}>
          {tm('hold.no')}
        </Button>
      </div>
    );
  }
  return (
    <div class="hold-area">
      <button
        type="button"
        class={`hold ${hold.holding ? 'hold-on' : ''}`}
        data-testid="hold-button"
        aria-describedby="hold-hint"
        {...holdEvents(hold, () => setAsking(true))}
      >
        <svg class="hold-ring" viewBox="0 0 120 120" aria-hidden="true">
          <circle class="hold-track" cx="60" cy="60" r="55" />
          <circle class="hold-fill" cx="60" cy="60" r="55" pathLength="100" />
        </svg>
        <Icon name="alert" size="l" />
        <span class="hold-label">{label}</span>
      </button>
      <p id="hold-hint" class="centre">
        {hold.tooShort ? <strong>{tm('hold.tooShort')}</strong> : tm('hold.hint')}
      </p>
      <Button kind="quiet" onClick={() => setAsking(true)}>
        {tm('hold.cannot')}
      </Button>
    </div>
  );
}
