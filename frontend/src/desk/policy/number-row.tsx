/** One number: what it is for, what stands there, its unit, and the design's own beside it. */
import { useId } from 'preact/hooks';

import { Button, Icon } from '../../ui';
import { FieldError } from '../../ui/form';
import { valueOf, written, type Written } from './draft';
import { kindOf, type NumberName } from './numbers';
import type { Bounds } from './policy';
import { sayAmount } from './said';
import { UNITS, type Unit } from './spans';
import { tell } from './words';

interface Props {
  name: NumberName;
  stands: Written;
  /** As it is in force. */
  now: number;
  design: number | undefined;
  bounds: Bounds | undefined;
  error: string | undefined;
  canWrite: boolean;
  onWrite: (stands: Written) => void;
}

export function NumberRow({ name, stands, now, design, bounds, error, canWrite, onWrite }: Props) {
  const id = useId();
  const label = tell(`number.${name}`);
  const counted = kindOf(name);
  const value = valueOf(stands);
  const isChanged = value !== now;
  return (
    <div class={`policy-row ${isChanged ? 'is-changed' : ''}`}>
      <div class="policy-what">
        <label for={id}>{label}</label>
        <p class="hint" id={`${id}-why`}>
          {tell(`why.${name}`)}
        </p>
      </div>
      <div class="policy-value">
        <Amount
          id={id}
          described={`${id}-why${error ? ` ${id}-error` : ''}`}
          label={tell('policy.unitOf', { name: label })}
          unit={counted === 'duration' ? '' : tell(`unit.${counted}`)}
          stands={stands}
          wrong={error !== undefined}
          canWrite={canWrite}
          onWrite={onWrite}
        />
        <p class="policy-beside small muted">
          {isChanged && (
            <span class="policy-was">
              <Icon name="undo" size="s" />
              {tell('policy.was', { amount: sayAmount(name, now) })}
            </span>
          )}
          {design !== undefined && value === design && (
            <span>{tell('policy.defaults', { amount: sayAmount(name, design) })}</span>
          )}
          {bounds !== undefined && (
            <span>
              {tell('policy.bounds', {
                least: sayAmount(name, bounds.least),
                most: sayAmount(name, bounds.most),
              })}
            </span>
          )}
        </p>
        {design !== undefined && value !== design && canWrite && (
          <Button
            kind="quiet"
            class="policy-design"
            aria-label={tell('policy.toDefaultOf', { name: label, amount: sayAmount(name, design) })}
            onClick={() => onWrite(written(name, design))}
          >
            {tell('policy.toDefault', { amount: sayAmount(name, design) })}
          </Button>
        )}
        {design !== undefined && value !== design && !canWrite && (
          <p class="small muted">{tell('policy.defaults', { amount: sayAmount(name, design) })}</p>
        )}
      </div>
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  );
}

interface AmountProps {
  id: string;
  described?: string;
  /** What the choice of units is called. */
  label: string;
  /** What is counted, when it is no duration. */
  unit: string;
  stands: Written;
  wrong: boolean;
  canWrite: boolean;
  onWrite: (stands: Written) => void;
}

/** A number and its unit; a duration may be written in whichever unit is said most easily. */
export function Amount({ id, described, label, unit, stands, wrong, canWrite, onWrite }: AmountProps) {
  return (
    <span class="policy-amount">
      <input
        id={id}
        class="input num"
        inputMode={stands.unit === null ? 'numeric' : 'decimal'}
        autoComplete="off"
        maxLength={8}
        value={stands.text}
        readOnly={!canWrite}
        {...(described !== undefined && { 'aria-describedby': described })}
        {...(wrong && { 'aria-invalid': true as const })}
        onInput={(event) => onWrite({ ...stands, text: event.currentTarget.value })}
      />
      {stands.unit === null || !canWrite ? (
        <span>{stands.unit === null ? unit : tell(`unit.${stands.unit}`)}</span>
      ) : (
        <select
          class="input"
          aria-label={label}
          value={stands.unit}
          onChange={(event) => onWrite({ ...stands, unit: event.currentTarget.value as Unit })}
        >
          {UNITS.map((one) => (
            <option key={one} value={one}>
              {tell(`unit.${one}`)}
            </option>
          ))}
        </select>
      )}
    </span>
  );
}
