/** What will change, and why: asked before a policy is put in force. When somebody else was faster, theirs comes first and nothing is lost. */
import { useState } from 'preact/hooks';

import { ApiError } from '../../api/client';
import { announce, Button, Dialog, Field, Notice } from '../../ui';
import { Trouble } from '../export-dialog';
import { useReturnFocus } from '../return-focus';
import { say } from '../texts';
import { useDeed } from '../use-deed';
import { type Policy, type PolicyState, savePolicy } from './policy';
import { type Difference, differences } from './said';
import { tell } from './words';

/** The server wants at least this much of a reason. */
const SHORTEST = 2;

interface Props {
  base: PolicyState;
  edited: Policy;
  /** What somebody else changed, once it was loaded. */
  theirs: readonly Difference[];
  onSaved: (state: PolicyState) => void;
  onRefused: (error: unknown) => void;
  /** Loads the newest policy under what was written. */
  onLoad: () => Promise<void>;
  onClose: () => void;
}

export function SaveDialog({ base, edited, theirs, onSaved, onRefused, onLoad, onClose }: Props) {
  useReturnFocus();
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const [overtaken, setOvertaken] = useState(false);
  const { busy, problem, run } = useDeed();
  const missing = reason.trim().length < SHORTEST;
  const changes = differences(base.policy, edited);

  async function save(event: Event) {
    event.preventDefault();
    setChecked(true);
    if (missing || changes.length === 0 || overtaken) return;
    await run(async () => {
      try {
        onSaved(await savePolicy(base.version, edited, reason.trim()));
        announce(tell('save.saved'));
      } catch (error) {
        setOvertaken(error instanceof ApiError && error.slug === 'policy-changed');
        onRefused(error);
        throw error;
      }
    });
  }
  async function load() {
    const done = await run(onLoad);
    if (!done) return;
    setOvertaken(false);
    announce(tell('save.loaded'));
  }

  return (
    <Dialog open title={tell('save.title')} onClose={onClose}>
      <form class="stack" noValidate onSubmit={(event) => void save(event)}>
        {theirs.length > 0 && !overtaken && (
          <Notice tone="info" role="status" title={tell('save.theirs')}>
            <Changes changes={theirs} />
            <p>{tell('save.loaded')}</p>
          </Notice>
        )}
        {changes.length === 0 ? (
          <p>{tell('save.nothing')}</p>
        ) : (
          <>
            <h3 class="small muted">{tell('save.changes')}</h3>
            <Changes changes={changes} />
            <p class="small muted">{tell('save.from')}</p>
            <Field
              label={tell('save.reason')}
              hint={tell('save.reasonHint')}
              value={reason}
              error={checked && missing ? tell('save.reasonMissing') : undefined}
              onInput={setReason}
              multiline
              maxLength={300}
            />
          </>
        )}
        <Trouble text={problem} />
        <div class="desk-dialog-actions">
          <Button onClick={onClose}>{say('desk.cancel')}</Button>
          {overtaken && (
            <Button kind="primary" icon="refresh" busy={busy} onClick={() => void load()}>
              {tell('save.load')}
            </Button>
          )}
          {!overtaken && changes.length > 0 && (
            <Button kind="primary" type="submit" icon="check" busy={busy}>
              {tell(busy ? 'save.saving' : 'save.confirm')}
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  );
}

export function Changes({ changes }: { changes: readonly Difference[] }) {
  return (
    <ul class="policy-changes">
      {changes.map((change) => (
        <li key={change.what}>
          {tell('save.change', { what: change.what, before: change.before, after: change.after })}
        </li>
      ))}
    </ul>
  );
}
