/** On or off, at once. */
interface SwitchProps {
  label: string;
  on: boolean;
  onChange: (on: boolean) => void;
  busy?: boolean;
  describedBy?: string | undefined;
}

export function Switch({ label, on, onChange, busy, describedBy }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      class="switch"
      aria-checked={on}
      aria-label={label}
      {...(describedBy && { 'aria-describedby': describedBy })}
      {...(busy && { 'aria-busy': 'true' })}
      onClick={() => {
        if (!busy) onChange(!on);
      }}
    />
  );
}
