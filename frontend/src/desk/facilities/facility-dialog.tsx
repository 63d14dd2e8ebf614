/** Adds a facility or changes what is known of one. */
import { useId, useState } from 'preact/hooks';

import { newId } from '../../core/ids';
import { announce, Button, Dialog, Field } from '../../ui';
import { Trouble } from '../export-dialog';
import { useReturnFocus } from '../return-focus';
import { say } from '../texts';
import { useDeed } from '../use-deed';
import { addFacility, changeFacility, type Facility, type FacilityKind, KINDS } from './facilities';
import {
  complaintsAboutFacility,
  draftOf,
  EMPTY_FACILITY,
  type FacilityDraft,
  facilityFrom,
  placeTyped,
} from './facility-draft';
import { tell } from './words';

interface Props {
  /** Null for a new one. */
  facility: Facility | null;
  onClose: () => void;
  onDone: () => Promise<void>;
}

export function FacilityDialog({ facility, onClose, onDone }: Props) {
  useReturnFocus();
  // Made once, so that pressing twice adds one.
  const [id] = useState(() => facility?.id ?? newId());
  const [draft, setDraft] = useState(facility === null ? EMPTY_FACILITY : draftOf(facility));
  const [checked, setChecked] = useState(false);
  const { busy, problem, run } = useDeed();
  const complaints = complaintsAboutFacility(draft);
  const change = (part: Partial<FacilityDraft>) => setDraft((before) => ({ ...before, ...part }));
  const error = (field: keyof FacilityDraft) => {
    const complaint = checked ? complaints[field] : undefined;
    return complaint === undefined ? undefined : tell(`form.${complaint}`);
  };

  async function send(event: Event) {
    event.preventDefault();
    setChecked(true);
    if (Object.keys(complaints).length > 0) return;
    const known = facilityFrom(draft);
    const done = await run(async () => {
      await (facility === null ? addFacility({ id, ...known }) : changeFacility(id, known));
      await onDone();
    });
    if (done) announce(tell('form.saved', { name: known.label }));
  }

  return (
    <Dialog open title={tell(facility === null ? 'facilities.add' : 'form.title')} onClose={onClose}>
      <form class="stack" noValidate onSubmit={(event) => void send(event)}>
        <KindSelect value={draft.kind} onChange={(kind) => change({ kind })} />
        <Field
          label={tell('form.label')}
          hint={tell('form.labelHint')}
          value={draft.label}
          error={error('label')}
          onInput={(label) => change({ label })}
          maxLength={80}
        />
        <Field
          label={tell('form.number')}
          hint={tell('form.numberHint')}
          value={draft.number}
          onInput={(number) => change({ number })}
          maxLength={40}
        />
        <p class="hint">{say('form.latlonHint')}</p>
        <div class="desk-pair-fields">
          <Field
            inputMode="decimal"
            label={say('form.lat')}
            value={draft.lat}
            error={error('lat')}
            onInput={(typed) => change(placeTyped('lat', typed))}
          />
          <Field
            inputMode="decimal"
            label={say('form.lon')}
            value={draft.lon}
            error={error('lon')}
            onInput={(typed) => change(placeTyped('lon', typed))}
          />
        </div>
        <Field
          inputMode="numeric"
          label={tell('form.every')}
          hint={tell('form.everyHint')}
          value={draft.every}
          error={error('every')}
          onInput={(every) => change({ every })}
          maxLength={3}
        />
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

function KindSelect({ value, onChange }: { value: FacilityKind; onChange: (kind: FacilityKind) => void }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{tell('facilities.kind')}</label>
      <select
        id={id}
        class="input"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value as FacilityKind)}
      >
        {KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {tell(`kind.${kind}`)}
          </option>
        ))}
      </select>
    </div>
  );
}
