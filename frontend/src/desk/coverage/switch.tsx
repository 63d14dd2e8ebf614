/** One of a few, side by side. */
interface Props<Value extends string> {
  label: string;
  choices: readonly { value: Value; label: string }[];
  value: Value;
  onPick: (value: Value) => void;
}

export function Switch<Value extends string>({ label, choices, value, onPick }: Props<Value>) {
  return (
    <fieldset class="desk-switch" aria-label={label}>
      {choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          class="desk-switch-one"
          aria-pressed={choice.value === value}
          onClick={() => onPick(choice.value)}
        >
          {choice.label}
        </button>
      ))}
    </fieldset>
  );
}
