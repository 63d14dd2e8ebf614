/** The waves, one row each: how many neighbours, and how long after the call. */
import { useId } from 'preact/hooks';

import { announce, Button } from '../../ui';
import { FieldError } from '../../ui/form';
import { MOST_WAVES, sameWaves, wavesOf, withoutWave, withWave, type WrittenWave } from './draft';
import { Amount } from './number-row';
import type { Policy } from './policy';
import { sayWave } from './said';
import { tell } from './words';

interface Props {
  waves: readonly WrittenWave[];
  /** What the waves come to as they stand. */
  reads: Policy | null;
  now: Policy;
  design: Policy;
  error: string | undefined;
  canWrite: boolean;
  onWaves: (waves: WrittenWave[]) => void;
}

const said = (policy: Policy) =>
  policy.wave_sizes.map((people, at) => sayWave(people, policy.wave_after_s[at] ?? 0)).join(', ');

export function WaveRows({ waves, reads, now, design, error, canWrite, onWaves }: Props) {
  const id = useId();
  const put = (wave: WrittenWave) => onWaves(waves.map((one) => (one.id === wave.id ? wave : one)));
  const isDesign = reads !== null && sameWaves(reads, design);
  const isChanged = reads === null || !sameWaves(reads, now);
  return (
    <div class={`policy-waves ${isChanged ? 'is-changed' : ''}`}>
      <p class="hint">{tell('wave.why')}</p>
      <ol class="policy-wave-list" aria-describedby={error ? `${id}-error` : undefined}>
        {waves.map((wave, at) => (
          <WaveRow
            key={wave.id}
            number={at + 1}
            wave={wave}
            canWrite={canWrite}
            wrong={error !== undefined}
            onWrite={put}
            onRemove={() => {
              onWaves(withoutWave(waves, wave.id));
              announce(tell('wave.removed', { wave: at + 1 }));
            }}
            isOnly={waves.length === 1}
          />
        ))}
      </ol>
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      <p class="policy-beside small muted">
        {isChanged && <span>{tell('policy.was', { amount: said(now) })}</span>}
        {isDesign && <span>{tell('policy.defaults', { amount: said(design) })}</span>}
      </p>
      {canWrite && (
        <div class="desk-actions">
          {waves.length < MOST_WAVES ? (
            <Button
              icon="plus"
              onClick={() => {
                onWaves(withWave(waves));
                announce(tell('wave.added', { wave: waves.length + 1 }));
              }}
            >
              {tell('wave.add')}
            </Button>
          ) : (
            <p class="small muted">{tell('wave.most', { count: MOST_WAVES })}</p>
          )}
          {!isDesign && (
            <Button kind="quiet" class="policy-design" onClick={() => onWaves(wavesOf(design))}>
              {tell('policy.toDefault', { amount: said(design) })}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

interface RowProps {
  number: number;
  wave: WrittenWave;
  canWrite: boolean;
  wrong: boolean;
  isOnly: boolean;
  onWrite: (wave: WrittenWave) => void;
  onRemove: () => void;
}

function WaveRow({ number, wave, canWrite, wrong, isOnly, onWrite, onRemove }: RowProps) {
  const id = useId();
  return (
    <li class="policy-wave">
      <span class="strong">{tell('wave.name', { count: number })}</span>
      <label class="sr-only" for={`${id}-after`}>
        {tell('wave.after', { wave: number })}
      </label>
      {number === 1 ? (
        <output id={`${id}-after`} class="policy-at-once">
          {tell('step.atOnce')}
        </output>
      ) : (
        <span class="policy-later">
          <span class="small muted">{tell('wave.later')}</span>
          <Amount
            id={`${id}-after`}
            label={tell('wave.unit', { wave: number })}
            unit=""
            stands={wave.after}
            wrong={wrong}
            canWrite={canWrite}
            onWrite={(after) => onWrite({ ...wave, after })}
          />
        </span>
      )}
      <label class="sr-only" for={`${id}-people`}>
        {tell('wave.people', { wave: number })}
      </label>
      <Amount
        id={`${id}-people`}
        label=""
        unit={tell('unit.people')}
        stands={{ text: wave.people, unit: null }}
        wrong={wrong}
        canWrite={canWrite}
        onWrite={({ text }) => onWrite({ ...wave, people: text })}
      />
      {canWrite && !isOnly && (
        <Button
          kind="quiet"
          icon="trash"
          aria-label={tell('wave.remove', { wave: number })}
          onClick={onRemove}
        >
          {''}
        </Button>
      )}
    </li>
  );
}
