/** The fields of a new member; what was typed stays whatever happens. */
import { useId } from 'preact/hooks';

import { Choices, Field } from '../ui';
import { type Complaints, type Draft, splitCoordinates } from './member-draft';
import { say } from './texts';
import { TierSelect } from './tier-select';

interface Props {
  draft: Draft;
  complaints: Complaints;
  onDraft: (change: Partial<Draft>) => void;
}

export function MemberFields({ draft, complaints, onDraft }: Props) {
  const error = (field: keyof Draft) => {
    const complaint = complaints[field];
    return complaint === undefined ? undefined : say(`form.${complaint}`);
  };
  return (
    <>
      <Field
        label={say('form.name')}
        value={draft.name}
        error={error('name')}
        onInput={(name) => onDraft({ name })}
        autoComplete="off"
        maxLength={60}
      />
      <TierSelect value={draft.tier} onChange={(tier) => onDraft({ tier })} />
      <Tick
        label={say('form.verified')}
        hint={say(
          draft.tier === 'responder' && !draft.verified ? 'form.verifiedNeeded' : 'form.verifiedHint',
        )}
        on={draft.verified}
        onChange={(verified) => onDraft({ verified })}
      />
      <Choices
        label={say('form.language')}
        items={(['ko', 'en'] as const).map((value) => ({ value, label: say(`form.language.${value}`) }))}
        value={draft.language}
        onChange={(language) => onDraft({ language })}
      />
      <Field
        type="tel"
        inputMode="tel"
        label={say('form.phone')}
        hint={say('form.phoneHint')}
        value={draft.phone}
        error={error('phone')}
        onInput={(phone) => onDraft({ phone })}
        autoComplete="off"
        maxLength={20}
      />
      <HomeFields draft={draft} error={error} onDraft={onDraft} />
    </>
  );
}

interface HomeProps extends Pick<Props, 'draft' | 'onDraft'> {
  error: (field: keyof Draft) => string | undefined;
}

export function HomeFields({ draft, error, onDraft }: HomeProps) {
  const place = (field: 'lat' | 'lon', typed: string) =>
    onDraft(splitCoordinates(typed) ?? { [field]: typed });
  return (
    <fieldset class="field desk-home-fields">
      <legend>{say('form.home')}</legend>
      <p class="hint">{say('form.homeHint')}</p>
      <Field
        label={say('form.address')}
        value={draft.address}
        error={error('address')}
        onInput={(address) => onDraft({ address })}
        autoComplete="off"
        maxLength={200}
      />
      <Field
        label={say('form.entry')}
        hint={say('form.entryHint')}
        value={draft.entryNote}
        onInput={(entryNote) => onDraft({ entryNote })}
        maxLength={200}
      />
      <p class="hint">{say('form.latlonHint')}</p>
      <div class="desk-pair-fields">
        <Field
          inputMode="decimal"
          label={say('form.lat')}
          value={draft.lat}
          error={error('lat')}
          onInput={(typed) => place('lat', typed)}
        />
        <Field
          inputMode="decimal"
          label={say('form.lon')}
          value={draft.lon}
          error={error('lon')}
          onInput={(typed) => place('lon', typed)}
        />
      </div>
    </fieldset>
  );
}

interface TickProps {
  label: string;
  hint: string;
  on: boolean;
  onChange: (on: boolean) => void;
}

export function Tick({ label, hint, on, onChange }: TickProps) {
  const id = useId();
  return (
    <div class="desk-tick">
      <input
        id={id}
        type="checkbox"
        aria-describedby={`${id}-hint`}
        checked={on}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <label for={id} class="strong">
        {label}
      </label>
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  );
}
