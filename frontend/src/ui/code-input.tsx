/** The ten digits of a sign-in code, shown in two groups; pasted, typed or filled in by the phone. */
import { useId } from 'preact/hooks';

import { tm } from '../locales/more';
import { FieldError } from './form';
import './css/code.css';

export const CODE_LENGTH = 10;
const GROUP = 4;

/** Only digits: full-width ones become plain, spaces and dashes go, a whole link gives its last part. */
export function digitsOf(text: string): string {
  const fragment = text.includes('#') ? text.slice(text.lastIndexOf('#') + 1) : text;
  return fragment.normalize('NFKC').replace(/\D/g, '').slice(0, CODE_LENGTH);
}

/** `4821903516` → `4821-903516`. */
export function groupCode(digits: string): string {
  return digits.length > GROUP ? `${digits.slice(0, GROUP)}-${digits.slice(GROUP)}` : digits;
}

interface CodeInputProps {
  value: string;
  onInput: (digits: string) => void;
  error?: string | undefined;
}

export function CodeInput({ value, onInput, error }: CodeInputProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{tm('join.code')}</label>
      <input
        id={id}
        class="input code num"
        // Not `number`: leading zeros count, and a wheel must not change it.
        type="text"
        inputMode="numeric"
        autoComplete="one-time-code"
        autoCorrect="off"
        spellcheck={false}
        enterKeyHint="go"
        required
        placeholder="0000-000000"
        value={groupCode(value)}
        aria-describedby={`${id}-hint${error ? ` ${id}-error` : ''}`}
        {...(error && { 'aria-invalid': true as const })}
        data-testid="code"
        onInput={(event: Event) => {
          const field = event.currentTarget as HTMLInputElement;
          if ((event as InputEvent).isComposing) return;
          const before = digitsOf(field.value.slice(0, field.selectionStart ?? field.value.length)).length;
          const digits = digitsOf(field.value);
          field.value = groupCode(digits);
          const caret = before > GROUP ? before + 1 : before;
          field.setSelectionRange(caret, caret);
          onInput(digits);
        }}
      />
      <p class="hint" id={`${id}-hint`}>
        {tm('join.codeHint')}
      </p>
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  );
}
