/** Adds a member whom the coordinator met. */
import { useState } from 'preact/hooks';

import { announce, Button, Dialog, Notice } from '../ui';
import { newId } from '../core/ids';
import { addMember } from './client';
import { failureText } from './failure';
import { complaintsAbout, type Draft, EMPTY_DRAFT, memberFrom } from './member-draft';
import { MemberFields } from './member-fields';
import { useReturnFocus } from './return-focus';
import { say } from './texts';

export interface Started {
  /** Made once for each person, so that saving twice adds one. */
  id: string;
  draft: Draft;
}

export function startMember(): Started {
  return { id: newId(), draft: EMPTY_DRAFT };
}

interface Props {
  started: Started;
  onChange: (started: Started) => void;
  onClose: () => void;
  onSaved: () => void;
  onPair: (id: string, name: string) => void;
}

export function NewMemberDialog({ started, onChange, onClose, onSaved, onPair }: Props) {
  useReturnFocus();
  const { id, draft } = started;
  const [checked, setChecked] = useState(false);
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const complaints = checked ? complaintsAbout(draft) : {};

  async function save(andPair: boolean) {
    if (busy) return;
    setChecked(true);
    const wrong = Object.keys(complaintsAbout(draft)).length;
    setProblem(wrong === 0 ? '' : say('form.check', { count: wrong }));
    if (wrong > 0) return;
    setBusy(true);
    try {
      await addMember(memberFrom(draft, id));
      announce(say('form.saved', { name: draft.name }));
      if (andPair) onPair(id, draft.name.trim());
      else onSaved();
    } catch (error) {
      setProblem(say('form.failed', { detail: failureText(error) }));
      setBusy(false);
    }
  }

  return (
    <Dialog open title={say('form.addTitle')} onClose={onClose}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save(true);
        }}
      >
        <MemberFields
          draft={draft}
          complaints={complaints}
          onDraft={(change) => onChange({ id, draft: { ...draft, ...change } })}
        />
        {problem !== '' && (
          <Notice tone="danger" role="alert">
            <p>{problem}</p>
          </Notice>
        )}
        <div class="desk-dialog-actions">
          <Button kind="quiet" onClick={onClose}>
            {say('desk.cancel')}
          </Button>
          <Button busy={busy} onClick={() => void save(false)}>
            {say('form.save')}
          </Button>
          <Button kind="primary" type="submit" busy={busy}>
            {say('form.saveAndCode')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
