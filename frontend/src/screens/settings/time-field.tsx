/** A time of day, in the phone's own way of choosing one. */
import { useId } from 'preact/hooks';

interface TimeFieldProps {
  label: string;
  /** `22:00` */
  value: string;
  onTime: (value: string) => void;
}

export function TimeField({ label, value, onTime }: TimeFieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        class="input num"
        type="time"
        required
        value={value}
        onInput={(event) => onTime(event.currentTarget.value)}
      />
    </div>
  );
}
