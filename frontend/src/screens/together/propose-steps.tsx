/** The questions of a proposal, one on each screen. */
import { useState } from 'preact/hooks';
import { dayAndTime } from '../../core/wall-clock';
import { zoneHere } from '../../core/zone';

import { tt } from '../../locales/together';
import { Button } from '../../ui/button';
import { Choices, FieldError } from '../../ui/form';
import { FURTHEST_MS, goodTimes, LENGTHS, PACES, type Draft } from './draft';
import { instantOf, whenInWords } from './when';

export interface StepProps {
  draft: Draft;
  change: (changed: Partial<Draft>) => void;
  error: string | null;
  /** Answers and goes on. */
  next: (changed?: Partial<Draft>) => void;
}

interface PickerProps {
  type: 'date' | 'time';
  label: string;
  value: string;
  min?: string;
  max?: string;
  onInput: (value: string) => void;
}

/** The phone's own picker. */
function Picker({ type, label, value, min, max, onInput }: PickerProps) {
  return (
    <label class="field">
      <span class="strong">{label}</span>
      <input
        class="input"
        type={type}
        value={value}
        required
        {...(min && { min })}
        {...(max && { max })}
        {...(type === 'time' && { step: 300 })}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </label>
  );
}

export function WhenStep({ draft, change, error, next }: StepProps) {
  const [now] = useState(Date.now);
  const zone = zoneHere();
  return (
    <>
      <div class="good-times">
        {goodTimes(now, zone).map(({ day, time }) => {
          const at = instantOf(day, time, zone);
          const chosen = draft.day === day && draft.time === time;
          return (
            <Button
              key={`${day} ${time}`}
              aria-pressed={chosen}
              class={chosen ? 'chip-on' : ''}
              onClick={() => change({ day, time })}
            >
              {at && whenInWords(at, now, zone)}
            </Button>
          );
        })}
      </div>
      <div class="pair">
        <Picker
          type="date"
          label={tt('new.date')}
          value={draft.day}
          min={dayAndTime(now, zone).day}
          max={dayAndTime(now + FURTHEST_MS, zone).day}
          onInput={(day) => change({ day })}
        />
        <Picker type="time" label={tt('new.time')} value={draft.time} onInput={(time) => change({ time })} />
      </div>
      {error && <FieldError id="when-error">{error}</FieldError>}
      <Button kind="primary" size="l" block onClick={() => next()}>
        {tt('new.next')}
      </Button>
    </>
  );
}

interface PickProps<Value extends string> {
  label: string;
  hint?: string;
  items: readonly { value: Value; label: string }[];
  value: Value | null;
  onPick: (value: Value) => void;
  next: () => void;
}

function Pick<Value extends string>({ label, hint, items, value, onPick, next }: PickProps<Value>) {
  return (
    <>
      {hint && <p class="muted">{hint}</p>}
      <Choices label={label} hideLabel items={items} value={value} onChange={onPick} />
      <Button kind="primary" size="l" block onClick={next}>
        {tt('new.next')}
      </Button>
    </>
  );
}

export function LongStep({ draft, change, next }: StepProps) {
  return (
    <Pick
      label={tt('new.long')}
      items={LENGTHS.map((length) => ({ value: `${length}`, label: tt(`new.length.${length}`) }))}
      value={`${draft.minutes}`}
      onPick={(value) => change({ minutes: Number(value) })}
      next={() => next()}
    />
  );
}

export function PaceStep({ draft, change, next }: StepProps) {
  return (
    <Pick
      label={tt('new.pace')}
      items={PACES.map((pace) => ({ value: pace, label: tt(`new.pace.${pace}`) }))}
      value={draft.pace}
      onPick={(pace) => change({ pace })}
      next={() => next()}
    />
  );
}

export function DogsStep({ draft, change, next }: StepProps) {
  return (
    <Pick
      label={tt('new.dogs')}
      hint={tt('new.dogsHint')}
      items={(['yes', 'no'] as const).map((value) => ({ value, label: tt(`new.dogs.${value}`) }))}
      value={draft.dogs === false ? 'no' : 'yes'}
      onPick={(value) => change({ dogs: value === 'yes' })}
      next={() => next({ dogs: draft.dogs ?? true })}
    />
  );
}
