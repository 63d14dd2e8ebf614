/** Where a member lives, and whom to ring: written by the coordinator; looking at what is there asks why. */
import { useState } from 'preact/hooks';

import { announce, Button, Dialog, Field } from '../ui';
import { changeMember, moveHome, seeHome } from './client';
import type { Member } from './contract';
import { Trouble } from './export-dialog';
import { complaintsAbout, type Draft, EMPTY_DRAFT, hasHome, homeFrom } from './member-draft';
import { HomeFields, Tick } from './member-fields';
import { useReturnFocus } from './return-focus';
import { say } from './texts';
import { useDeed } from './use-deed';

interface Props {
  member: Member;
  onClose: () => void;
  onSaved: () => void;
}

export function EditHome({ member, onClose, onSaved }: Props) {
  useReturnFocus();
  const [draft, setDraft] = useState<Draft>({ ...EMPTY_DRAFT, name: member.name });
  const [noPhone, setNoPhone] = useState(false);
  const [correction, setCorrection] = useState('');
  const [checked, setChecked] = useState(false);
  const { busy, problem, complain, run } = useDeed();
  const complaints = complaintsAbout(draft);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const error = (field: keyof Draft) => {
    const complaint = checked ? complaints[field] : undefined;
    return complaint === undefined ? undefined : say(`form.${complaint}`);
  };

  async function save(event: Event) {
    event.preventDefault();
    setChecked(true);
    if (Object.keys(complaints).length > 0) return;
    const phone = noPhone ? '' : draft.phone.trim() || null;
    if (!hasHome(draft) && phone === null) return complain(say('home.nothing'));
    const done = await run(async () => {
      if (hasHome(draft)) await moveHome(member.id, homeFrom(draft), correction.trim());
      if (phone !== null) await changeMember(member.id, { family_phone: phone });
    });
    if (!done) return;
    announce(say('form.saved', { name: member.name }));
    onSaved();
  }

  return (
    <Dialog open title={say('home.title', { name: member.name })} onClose={onClose}>
      <form class="stack" noValidate onSubmit={(event) => void save(event)}>
        <Look memberId={member.id} name={member.name} onSeen={change} />
        <HomeFields draft={draft} error={error} onDraft={change} />
        <Field
          label={say('home.correction')}
          hint={say('home.correctionHint', { name: member.name })}
          value={correction}
          onInput={setCorrection}
          autoComplete="off"
          maxLength={300}
        />
        <Field
          type="tel"
          inputMode="tel"
          label={say('home.phone')}
          hint={say('home.phoneHint')}
          value={draft.phone}
          error={noPhone ? undefined : error('phone')}
          onInput={(phone) => change({ phone })}
          autoComplete="off"
          maxLength={20}
        />
        <Tick label={say('home.noPhone')} hint={say('home.noPhoneHint')} on={noPhone} onChange={setNoPhone} />
        <Trouble text={problem} />
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

interface LookProps {
  memberId: string;
  name: string;
  onSeen: (part: Partial<Draft>) => void;
}

/** What is written down now is shown only for a reason, which the member can read. */
function Look({ memberId, name, onSeen }: LookProps) {
  const [reason, setReason] = useState('');
  const [open, setOpen] = useState(false);
  const [seen, setSeen] = useState(false);
  const { busy, problem, complain, run } = useDeed();
  async function look() {
    if (reason.trim().length < 2) return complain(say('export.reasonMissing'));
    await run(async () => {
      const home = await seeHome(memberId, reason.trim());
      onSeen({
        address: home.address,
        entryNote: home.entry_note,
        lat: String(home.lat),
        lon: String(home.lon),
      });
      setSeen(true);
      announce(say('home.seen', { name }));
    });
  }
  if (seen) return <p class="small muted">{say('home.seen', { name })}</p>;
  if (!open) {
    return (
      <div>
        <p class="muted">{say('home.hidden')}</p>
        <Button kind="quiet" icon="eye" onClick={() => setOpen(true)}>
          {say('home.look')}
        </Button>
      </div>
    );
  }
  return (
    <div class="stack">
      <Field
        label={say('export.reason')}
        hint={say('home.reasonHint', { name })}
        value={reason}
        onInput={setReason}
        maxLength={300}
      />
      <Trouble text={problem} />
      <Button icon="eye" busy={busy} onClick={() => void look()}>
        {say('home.look')}
      </Button>
    </div>
  );
}
