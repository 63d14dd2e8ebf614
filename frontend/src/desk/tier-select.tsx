/** Which tier a member has, with what it means. */
import { useId } from 'preact/hooks';

import { type Tier, TIERS } from './contract';
import { say } from './texts';

export function TierSelect({ value, onChange }: { value: Tier; onChange: (tier: Tier) => void }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{say('members.tier')}</label>
      <select
        id={id}
        class="input"
        value={value}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.currentTarget.value as Tier)}
      >
        {TIERS.map((tier) => (
          <option key={tier} value={tier}>
            {say(`tier.${tier}`)}
          </option>
        ))}
      </select>
      <p class="hint" id={`${id}-hint`}>
        {say(`tierHint.${value}`)}
      </p>
    </div>
  );
}
