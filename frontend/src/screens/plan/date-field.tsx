/** A calendar day, in the phone's own way of choosing one. */
import { useId } from 'preact/hooks';

interface Props {
  label: string;
  /** `2026-12-01`, or empty. */
  value: string;
  min?: string | undefined;
  max?: string | undefined;
  onDay: (day: string) => void;
  'data-testid'?: string;
}

export function DateField({ label, value, min, max, onDay, ...rest }: Props) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        {...rest}
        id={id}
        class="input num"
        type="date"
        value={value}
        {...(min && { min })}
        {...(max && { max })}
        onInput={(event) => onDay(event.currentTarget.value)}
      />
    </div>
  );
}
