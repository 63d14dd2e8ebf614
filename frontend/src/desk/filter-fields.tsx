/** The parts filters are made of: a choice, a day, words to look for, and the address of the view to hand on. */
import { useEffect, useId, useRef, useState } from 'preact/hooks';

import { announce, Button, Icon } from '../ui';
import { say } from './texts';

/** Typing pauses this long before the list is asked for. */
const PAUSE_MS = 300;

interface PickProps<Value extends string> {
  label: string;
  /** What no choice is called. */
  all: string;
  choices: readonly { value: Value; label: string }[];
  value: Value | null;
  onPick: (value: Value | null) => void;
}

export function Pick<Value extends string>({ label, all, choices, value, onPick }: PickProps<Value>) {
  return (
    <label class="desk-select">
      <span>{label}</span>
      <select
        value={value ?? ''}
        onChange={(event) => onPick((event.currentTarget.value || null) as Value | null)}
      >
        <option value="">{all}</option>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </label>
  );
}

interface DayProps {
  label: string;
  value: string | null;
  type?: 'date' | 'month';
  max?: string | undefined;
  onDay: (day: string | null) => void;
}

export function DayField({ label, value, type = 'date', max, onDay }: DayProps) {
  return (
    <label class="desk-select">
      <span>{label}</span>
      <input
        type={type}
        value={value ?? ''}
        {...(max !== undefined && { max })}
        onChange={(event) => onDay(event.currentTarget.value || null)}
      />
    </label>
  );
}

interface WordsProps {
  label: string;
  hint: string;
  value: string;
  onWords: (words: string) => void;
}

export function WordsField({ label, hint, value, onWords }: WordsProps) {
  const id = useId();
  const [typed, setTyped] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const type = (words: string) => {
    setTyped(words);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onWords(words.trim()), PAUSE_MS);
  };
  return (
    <div class="desk-words">
      <label for={id} class="sr-only">
        {label}
      </label>
      <input
        id={id}
        type="search"
        placeholder={hint}
        value={typed}
        maxLength={60}
        autoComplete="off"
        onInput={(event) => type(event.currentTarget.value)}
      />
    </div>
  );
}

export function ShareView() {
  const [said, setSaid] = useState('');
  const copy = async () => {
    const text = await navigator.clipboard.writeText(location.href).then(
      () => say('filter.shared'),
      () => say('filter.shareFailed'),
    );
    setSaid(text);
    announce(text);
  };
  return (
    <span class="desk-share">
      <Button kind="quiet" icon="share" onClick={() => void copy()}>
        {say('filter.share')}
      </Button>
      {said !== '' && <span class="small muted">{said}</span>}
    </span>
  );
}

/** A filtered list says so, so that an empty one is never mistaken for a quiet week. */
export function FilterNotice({ on, onClear }: { on: boolean; onClear: () => void }) {
  if (!on) return null;
  return (
    <p class="desk-hidden">
      <Icon name="eye" size="s" />
      {say('filter.on')}
      <Button kind="quiet" onClick={onClear}>
        {say('filter.clear')}
      </Button>
    </p>
  );
}
