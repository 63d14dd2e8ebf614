/** Fields and choices with their labels, hints and errors. */
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

import { Icon, type IconName } from './icon';
import './css/form.css';

interface FieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  hint?: string | undefined;
  error?: string | undefined;
  type?: 'text' | 'tel' | 'search' | 'number' | 'email';
  inputMode?: 'text' | 'tel' | 'numeric' | 'decimal' | 'search';
  autoComplete?: string;
  placeholder?: string;
  multiline?: boolean;
  required?: boolean;
  maxLength?: number;
  name?: string;
  'data-testid'?: string;
}

/** A text field that keeps what was typed and reads its hint and error to a screen reader. */
export function Field({ label, value, onInput, hint, error, multiline, ...rest }: FieldProps) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  const common = {
    ...rest,
    id,
    class: 'input',
    value,
    ...(described && { 'aria-describedby': described }),
    ...(error && { 'aria-invalid': true as const }),
    onInput: (event: Event) => onInput((event.currentTarget as HTMLInputElement).value),
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {multiline ? <textarea {...(common as object)} rows={2} /> : <input {...(common as object)} />}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  );
}

export function FieldError({ id, children }: { id: string; children: ComponentChildren }) {
  return (
    <p class="error" id={id} role="alert">
      <Icon name="alert" />
      <span>{children}</span>
    </p>
  );
}

export interface ChoiceItem<Value extends string> {
  value: Value;
  label: string;
  icon?: IconName;
}

interface ChoicesProps<Value extends string> {
  label: string;
  items: readonly ChoiceItem<Value>[];
  value: Value | null;
  onChange: (value: Value) => void;
  /** The screen's heading already says it. */
  hideLabel?: boolean;
}

/** One of several, as large rows. */
export function Choices<Value extends string>({
  label,
  items,
  value,
  onChange,
  hideLabel,
}: ChoicesProps<Value>) {
  const name = useId();
  return (
    <fieldset class="field">
      <legend class={hideLabel ? 'sr-only' : ''}>{label}</legend>
      <div class="choices">
        {items.map((item) => (
          <label class="choice" key={item.value}>
            <input
              type="radio"
              name={name}
              value={item.value}
              checked={item.value === value}
              onChange={() => onChange(item.value)}
            />
            {item.icon && <Icon name={item.icon} />}
            <span>{item.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
