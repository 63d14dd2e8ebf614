/** The numbers as they are written, beside what they would do; nothing counts before it is saved with a reason. */
import { useState } from 'preact/hooks';

import { announce } from '../../ui';
import { canChange } from '../neighbourhood';
import { Section } from '../section';
import { changed, type Draft, draftOf, onto, type Part, read, type Reading } from './draft';
import { GROUP_NAMES, GROUPS, type NumberName } from './numbers';
import { NumberRow } from './number-row';
import { getPolicy, type PolicyState, type Whom } from './policy';
import { PreviewPanel } from './preview-panel';
import { type Difference, differences, sayAmount } from './said';
import { SaveBar } from './save-bar';
import { SaveDialog } from './save-dialog';
import { type Seen, troubleOf, usePreview } from './use-preview';
import { WaveRows } from './wave-rows';
import { tell } from './words';

const MIDDLE: Whom = { person: null, place: 'home' };

interface Props {
  state: PolicyState;
  onState: (state: PolicyState) => void;
}

export function Editor({ state, onState }: Props) {
  const [draft, setDraft] = useState<Draft>(() => draftOf(state.policy));
  const [whom, setWhom] = useState<Whom>(MIDDLE);
  const [saving, setSaving] = useState(false);
  const [theirs, setTheirs] = useState<Difference[]>([]);
  const [refused, setRefused] = useState<Seen['problem']>(null);
  const reading = read(draft, state.policy, state.bounds);
  const seen = usePreview(state.policy, reading.policy, whom);
  const parts = reading.policy === null ? [] : changed(state.policy, reading.policy);
  const canWrite = canChange.value;
  const errorOf = (part: Part) => errorIn(part, reading, state, seen.problem ?? refused);
  function change(next: Partial<Draft>) {
    setRefused(null);
    setDraft((before) => ({ ...before, ...next }));
  }
  const write = (name: NumberName) => (stands: Draft['numbers'][NumberName]) =>
    stands && change({ numbers: { ...draft.numbers, [name]: stands } });
  async function load() {
    const newest = await getPolicy();
    setTheirs(differences(state.policy, newest.policy));
    setDraft(onto(draft, state.policy, newest.policy));
    onState(newest);
  }
  function saved(newest: PolicyState) {
    setSaving(false);
    setTheirs([]);
    setDraft(draftOf(newest.policy));
    onState(newest);
  }
  function undo() {
    change(draftOf(state.policy));
    announce(tell('save.undone'));
  }
  return (
    <div class="policy-columns">
      <div class="policy-aside">
        <PreviewPanel seen={seen} unread={reading.policy === null} whom={whom} onWhom={setWhom} />
      </div>
      <div class="policy-groups">
        {GROUP_NAMES.map((group) => (
          <Section key={group} id={`policy-${group}`} title={tell(`group.${group}`)}>
            <div class="policy-group">
              {group === 'waves' && (
                <WaveRows
                  waves={draft.waves}
                  reads={'waves' in reading.wrong ? null : (reading.policy ?? readWavesOf(draft, state))}
                  now={state.policy}
                  design={state.defaults}
                  error={errorOf('waves')}
                  canWrite={canWrite}
                  onWaves={(waves) => change({ waves })}
                />
              )}
              {GROUPS[group].map((name) => {
                const [stands, now] = [draft.numbers[name], state.policy[name]];
                if (stands === undefined || now === undefined) return null;
                return (
                  <NumberRow
                    key={name}
                    name={name}
                    stands={stands}
                    now={now}
                    design={state.defaults[name]}
                    bounds={state.bounds[name]}
                    error={errorOf(name)}
                    canWrite={canWrite}
                    onWrite={write(name)}
                  />
                );
              })}
            </div>
          </Section>
        ))}
        {canWrite && (
          <SaveBar
            count={parts.length}
            wrong={Object.keys(reading.wrong) as Part[]}
            onUndo={undo}
            onSave={() => setSaving(true)}
          />
        )}
      </div>
      {saving && reading.policy !== null && (
        <SaveDialog
          base={state}
          edited={reading.policy}
          theirs={theirs}
          onSaved={saved}
          onRefused={(error) => setRefused(troubleOf(error))}
          onLoad={load}
          onClose={() => setSaving(false)}
        />
      )}
    </div>
  );
}

/** The waves alone, while some other number cannot be read. */
function readWavesOf(draft: Draft, state: PolicyState) {
  return read({ numbers: {}, waves: draft.waves }, state.policy, {}).policy;
}

const WAVES = new Set(['wave_sizes', 'wave_after_s']);

function errorIn(
  part: Part,
  { wrong }: Reading,
  { bounds }: PolicyState,
  refused: Seen['problem'],
): string | undefined {
  const own = wrong[part];
  if (own === 'bounds' && part !== 'waves') {
    const { least, most } = bounds[part] ?? { least: 0, most: 0 };
    return tell('wrong.bounds', { least: sayAmount(part, least), most: sayAmount(part, most) });
  }
  if (own !== undefined) return tell(`wrong.${own as 'number'}`);
  const field = refused?.field ?? null;
  const isHere = part === 'waves' ? field !== null && WAVES.has(field) : field === part;
  return isHere ? refused?.text : undefined;
}
