/** Changes a member's name, tier, verification, and whether they take part. */
import { useState } from 'preact/hooks';

import { announce, Button, Dialog, Field, Notice } from '../ui';
import { changeMember, type MemberChange } from './client';
import type { Member } from './contract';
import { failureText } from './failure';
import { Tick } from './member-fields';
import { useReturnFocus } from './return-focus';
import { say } from './texts';
import { TierSelect } from './tier-select';

interface Props {
  member: Member;
  onClose: () => void;
  onSaved: () => void;
  /** Goes on to where they live and whom to ring. */
  onHome: () => void;
  /** Goes on to whom they want called first, and whom never. */
  onCalling: () => void;
}

export function EditMember({ member, onClose, onSaved, onHome, onCalling }: Props) {
  useReturnFocus();
  const [now, setNow] = useState({
    name: member.name,
    tier: member.tier,
    verified: member.verified,
    active: member.active,
  });
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const nameMissing = now.name.trim() === '';
  const change = (part: Partial<typeof now>) => setNow((before) => ({ ...before, ...part }));

  async function save(event: Event) {
    event.preventDefault();
    if (busy || nameMissing) return;
    setBusy(true);
    setProblem('');
    try {
      await changeMember(member.id, difference(member, { ...now, name: now.name.trim() }));
      announce(say('form.saved', { name: now.name }));
      onSaved();
    } catch (error) {
      setProblem(say('form.failed', { detail: failureText(error) }));
      setBusy(false);
    }
  }

  return (
    <Dialog open title={say('form.editTitle', { name: member.name })} onClose={onClose}>
      <form class="stack" noValidate onSubmit={(event) => void save(event)}>
        <Field
          label={say('form.name')}
          value={now.name}
          error={nameMissing ? say('form.nameMissing') : undefined}
          onInput={(name) => change({ name })}
          maxLength={60}
        />
        <TierSelect value={now.tier} onChange={(tier) => change({ tier })} />
        <Tick
          label={say('form.verified')}
          hint={say(now.tier === 'responder' && !now.verified ? 'form.verifiedNeeded' : 'form.verifiedHint')}
          on={now.verified}
          onChange={(verified) => change({ verified })}
        />
        <Tick
          label={say('form.active')}
          hint={say('form.activeHint')}
          on={now.active}
          onChange={(active) => change({ active })}
        />
        <p class="desk-actions">
          <Button icon="home" onClick={onHome}>
            {say('home.open')}
          </Button>
          <Button icon="people" onClick={onCalling} data-testid="edit-ties">
            {say('ties.open')}
          </Button>
        </p>
        {problem !== '' && (
          <Notice tone="danger" role="alert">
            <p>{problem}</p>
          </Notice>
        )}
        <div class="desk-dialog-actions">
          <Button onClick={onClose}>{say('desk.cancel')}</Button>
          <Button kind="primary" type="submit" busy={busy}>
            {say(busy ? 'form.saving' : 'form.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Only what was changed is sent, so that two people editing do not undo each other. */
function difference(before: Member, after: Required<Omit<MemberChange, 'family_phone'>>): MemberChange {
  const change: MemberChange = {};
  if (after.name !== before.name) change.name = after.name;
  if (after.tier !== before.tier) change.tier = after.tier;
  if (after.verified !== before.verified) change.verified = after.verified;
  if (after.active !== before.active) change.active = after.active;
  return change;
}
