/** Coming along in one tap, with or without a network. */
import { useState } from 'preact/hooks';

import { respond } from '../../core/together';
import { tt } from '../../locales/together';
import { Button, type ButtonKind } from '../../ui/button';
import { FieldError } from '../../ui/form';
import type { IconName } from '../../ui/icon';
import { announce } from '../../ui/live';

interface AnswerButtonProps {
  walkId: string;
  action: 'join' | 'leave' | 'decline';
  label: string;
  /** Said to a screen reader when it is written down. */
  spoken: string;
  onDone: () => void;
  kind?: ButtonKind;
  size?: 'm' | 'l';
  icon?: IconName;
  describes?: string;
}

export function AnswerButton(props: AnswerButtonProps) {
  const { walkId, action, label, spoken, onDone, describes, kind = 'second', ...look } = props;
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const answer = async () => {
    setState('busy');
    navigator.vibrate?.(40);
    try {
      await respond(walkId, action);
      announce(spoken);
      setState('idle');
      onDone();
    } catch {
      setState('failed');
    }
  };
  return (
    <div class="stack-s">
      <Button
        {...look}
        kind={kind}
        block
        busy={state === 'busy'}
        onClick={() => void answer()}
        data-testid={`together-${action}`}
        {...(describes && { 'aria-label': `${label}: ${describes}` })}
      >
        {label}
      </Button>
      {state === 'failed' && <FieldError id={`${action}-${walkId}`}>{tt('join.failed')}</FieldError>}
    </div>
  );
}

/** "I will come", as the one thing to do. */
export function JoinButton({ walkId, onDone, when }: { walkId: string; onDone: () => void; when?: string }) {
  return (
    <AnswerButton
      walkId={walkId}
      action="join"
      kind="primary"
      size="l"
      icon="walk"
      label={tt('join.go')}
      spoken={tt('join.mineSaved')}
      onDone={onDone}
      {...(when && { describes: when })}
    />
  );
}
