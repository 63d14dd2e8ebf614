/** Proposes a walk to the whole neighbourhood. */
import { useState } from 'preact/hooks';

import { newId } from '../../core/ids';
import { announce, Button, Choices, Dialog, Field } from '../../ui';
import { localDay } from '../days';
import { Trouble } from '../export-dialog';
import { Tick } from '../member-fields';
import { splitCoordinates } from '../member-draft';
import { useReturnFocus } from '../return-focus';
import { say } from '../texts';
import { useDeed } from '../use-deed';
import {
  complaintsAboutProposal,
  DURATIONS,
  freshProposal,
  type ProposalDraft,
  proposalFrom,
} from './proposal-draft';
import { PACES, propose } from './together';
import { tell } from './words';

export function ProposeDialog({ onClose, onDone }: { onClose: () => void; onDone: () => Promise<void> }) {
  useReturnFocus();
  // Made once, so that pressing twice proposes one walk.
  const [ids] = useState(() => ({ item: newId(), walk: newId() }));
  const [draft, setDraft] = useState(() => freshProposal(Date.now()));
  const [checked, setChecked] = useState(false);
  const { busy, problem, run } = useDeed();
  const complaints = complaintsAboutProposal(draft, Date.now());
  const change = (part: Partial<ProposalDraft>) => setDraft((before) => ({ ...before, ...part }));
  const error = (field: keyof ProposalDraft) => {
    const complaint = checked ? complaints[field] : undefined;
    return complaint === undefined ? undefined : tell(`form.${complaint}`);
  };
  const point = (field: 'lat' | 'lon', typed: string) =>
    change(splitCoordinates(typed) ?? { [field]: typed });

  async function send(event: Event) {
    event.preventDefault();
    setChecked(true);
    if (Object.keys(complaints).length > 0) return;
    const done = await run(async () => {
      await propose(ids.item, proposalFrom(draft, ids.walk));
      await onDone();
    });
    if (done) announce(tell('form.done'));
  }

  return (
    <Dialog open title={tell('together.propose')} onClose={onClose}>
      <form class="stack" noValidate onSubmit={(event) => void send(event)}>
        <When draft={draft} problem={error('day')} onChange={change} />
        <Field
          label={tell('form.place')}
          hint={tell('form.placeHint')}
          value={draft.place}
          error={error('place')}
          onInput={(place) => change({ place })}
          maxLength={80}
        />
        <p class="hint">{tell('form.pointHint')}</p>
        <div class="desk-pair-fields">
          <Field
            inputMode="decimal"
            label={say('form.lat')}
            value={draft.lat}
            error={error('lat')}
            onInput={(typed) => point('lat', typed)}
          />
          <Field
            inputMode="decimal"
            label={say('form.lon')}
            value={draft.lon}
            onInput={(typed) => point('lon', typed)}
          />
        </div>
        <Choices
          label={tell('form.pace')}
          items={PACES.map((value) => ({ value, label: tell(`pace.${value}`) }))}
          value={draft.pace}
          onChange={(pace) => change({ pace })}
        />
        <Tick
          label={tell('together.dogs')}
          hint={tell('form.dogsHint')}
          on={draft.dogs}
          onChange={(dogs) => change({ dogs })}
        />
        <Field
          inputMode="numeric"
          label={tell('form.most')}
          hint={tell('form.mostHint')}
          value={draft.most}
          error={error('most')}
          onInput={(most) => change({ most })}
          maxLength={2}
        />
        <Field
          label={tell('form.note')}
          hint={tell('form.noteHint')}
          value={draft.note}
          onInput={(note) => change({ note })}
          multiline
          maxLength={300}
        />
        <Trouble text={problem} />
        <div class="desk-dialog-actions">
          <Button onClick={onClose}>{say('desk.cancel')}</Button>
          <Button kind="primary" type="submit" busy={busy}>
            {tell(busy ? 'form.sending' : 'form.send')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface WhenProps {
  draft: ProposalDraft;
  problem: string | undefined;
  onChange: (part: Partial<ProposalDraft>) => void;
}

function When({ draft, problem, onChange }: WhenProps) {
  const described = problem === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': 'when-error' };
  return (
    <div class="field">
      <div class="desk-pair-fields">
        <div class="field">
          <label for="walk-day">{tell('form.day')}</label>
          <input
            id="walk-day"
            class="input"
            type="date"
            value={draft.day}
            min={localDay(Date.now())}
            onInput={(event) => onChange({ day: event.currentTarget.value })}
            {...described}
          />
        </div>
        <div class="field">
          <label for="walk-time">{tell('form.time')}</label>
          <input
            id="walk-time"
            class="input"
            type="time"
            value={draft.time}
            onInput={(event) => onChange({ time: event.currentTarget.value })}
            {...described}
          />
        </div>
        <div class="field">
          <label for="walk-duration">{tell('form.duration')}</label>
          <select
            id="walk-duration"
            class="input"
            value={draft.duration}
            onChange={(event) => onChange({ duration: event.currentTarget.value })}
          >
            {DURATIONS.map((count) => (
              <option key={count} value={count}>
                {tell('form.minutes', { count: Number(count) })}
              </option>
            ))}
          </select>
        </div>
      </div>
      {problem !== undefined && (
        <p class="error" id="when-error" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
