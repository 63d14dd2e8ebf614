/** Somebody wants me called first for their home; it counts only when I say yes. */
import { useState } from 'preact/hooks';

import { ApiError } from '../../api/client';
import { beBuddy, stepBack, type Tied } from '../../core/calling';
import { tm } from '../../locales/more';
import { Button } from '../../ui/button';
import { FieldError } from '../../ui/form';
import { announce } from '../../ui/live';
import { Card } from '../../ui/surface';

export function AskedToBe({ one, onDone }: { one: Tied; onDone: () => void }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const answer = async (say: (who: string) => Promise<unknown>) => {
    if (busy) return;
    setBusy(true);
    setProblem('');
    try {
      await say(one.who);
      announce(tm('buddies.done'));
      onDone();
    } catch (error) {
      setProblem((error instanceof ApiError && error.problem?.detail) || tm('calling.failed'));
    }
    setBusy(false);
  };
  return (
    <Card>
      <p class="strong">{tm('buddies.askedBy', { name: one.name })}</p>
      {problem !== '' && <FieldError id={`asked-${one.who}`}>{problem}</FieldError>}
      <Button kind="primary" block busy={busy} onClick={() => void answer(beBuddy)} data-testid="be-buddy">
        {tm('buddies.yes')}
      </Button>
      <Button block busy={busy} onClick={() => void answer(stepBack)}>
        {tm('buddies.no')}
      </Button>
    </Card>
  );
}
