/** A question before a tie is undone; what goes wrong is said where it was asked. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

import { ApiError } from '../../api/client';
import { tm } from '../../locales/more';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { FieldError } from '../../ui/form';
import { announce } from '../../ui/live';

interface Props {
  title: string;
  children: ComponentChildren;
  yes: string;
  no: string;
  done: string;
  act: () => Promise<unknown>;
  onClose: () => void;
  onDone: () => void;
}

export function Undo({ title, children, yes, no, done, act, onClose, onDone }: Props) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const go = async () => {
    setBusy(true);
    setProblem('');
    try {
      await act();
    } catch (error) {
      // Gone already is what was wanted.
      if (!(error instanceof ApiError && error.status === 404)) {
        setProblem((error instanceof ApiError && error.problem?.detail) || tm('calling.failed'));
        return setBusy(false);
      }
    }
    announce(done);
    onDone();
  };
  return (
    <Dialog open title={title} onClose={onClose}>
      {children}
      {problem !== '' && <FieldError id="undo-error">{problem}</FieldError>}
      <Button kind="primary" block busy={busy} onClick={() => void go()}>
        {yes}
      </Button>
      <Button block onClick={onClose}>
        {no}
      </Button>
    </Dialog>
  );
}
