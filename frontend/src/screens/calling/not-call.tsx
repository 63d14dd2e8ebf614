/** Not calling a neighbour again, beside wherever they are shown: a quiet button, and a question that says what happens. */
import { useState } from 'preact/hooks';

import { ApiError } from '../../api/client';
import { notCall, type Shown } from '../../core/calling';
import { tm } from '../../locales/more';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { FieldError } from '../../ui/form';
import { announce } from '../../ui/live';
import { Tag } from '../../ui/surface';
import './calling.css';

interface Props {
  name: string;
  shown: Shown;
  /** They are on my list already. */
  blocked?: boolean | undefined;
  /** The walk keeps both; what changes there is said too. */
  walk?: boolean;
  onDone: () => void;
}

export function NotCall({ name, shown, blocked, walk = false, onDone }: Props) {
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);
  const [problem, setProblem] = useState('');
  const close = () => {
    setAsking(false);
    setProblem('');
  };
  const yes = async () => {
    setBusy(true);
    setProblem('');
    try {
      await notCall(shown);
      setDone(true);
      close();
      announce(tm('notCall.done', { name }));
      onDone();
    } catch (error) {
      setProblem((error instanceof ApiError && error.problem?.detail) || tm('calling.failed'));
    }
    setBusy(false);
  };
  if (blocked || done) return <Tag icon="check">{tm('notCall.already')}</Tag>;
  return (
    <>
      <Button
        kind="quiet"
        class="not-call"
        onClick={() => setAsking(true)}
        aria-label={tm('notCall.actNamed', { name })}
      >
        {tm('notCall.act')}
      </Button>
      <Dialog open={asking} title={tm('notCall.ask', { name })} onClose={close}>
        <p>{tm('notCall.silent', { name })}</p>
        <p>{walk ? tm('notCall.walkText', { name }) : tm('notCall.now')}</p>
        {!walk && <p>{tm('notCall.seen')}</p>}
        <p class="muted">{tm('notCall.back')}</p>
        {problem !== '' && <FieldError id="not-call-error">{problem}</FieldError>}
        <Button kind="danger" block busy={busy} onClick={() => void yes()} data-testid="not-call-yes">
          {tm('notCall.yes')}
        </Button>
        <Button block onClick={close}>
          {tm('notCall.no')}
        </Button>
      </Dialog>
    </>
  );
}
