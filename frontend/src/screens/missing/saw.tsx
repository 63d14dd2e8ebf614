/** "I saw them": one tap, one line if wanted, and truthfully what became of it. Works in flight mode. */
import { useState } from 'preact/hooks';

import { formatTime } from '../../core/i18n';
import { sayISaw } from '../../core/missing';
import { me } from '../../core/session';
import { tx } from '../../locales/missing';
import { Button } from '../../ui/button';
import { Field, FieldError } from '../../ui/form';
import { announce } from '../../ui/live';
import { Tag } from '../../ui/surface';
import { noteSighting, useSightings, type Sighting } from './sightings';

const LOOKS = { saved: ['info', 'device'], sent: ['good', 'check'], refused: ['danger', 'alert'] } as const;

/** `earlier`: how many the server had of me before this visit. */
export function Saw({ id, earlier }: { id: string; earlier: number }) {
  const [note, setNote] = useState('');
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const said = useSightings(id);
  const noPlace =
    me.value?.consents.some((one) => one.kind === 'location' && one.state !== 'granted') ?? false;
  const say = async (event: Event) => {
    event.preventDefault();
    if (state === 'busy') return;
    setState('busy');
    navigator.vibrate?.(40);
    const at = Date.now();
    try {
      const { itemId, withPlace } = await sayISaw(id, { note: note.trim(), withPlace: !noPlace });
      noteSighting({ itemId, missingId: id, at, withPlace, phase: 'saved', problem: null });
      announce(tx('one.saved'));
      setNote('');
      setState('idle');
    } catch {
      setState('failed');
    }
  };
  const told = said.length + earlier;
  return (
    <form class="stack" onSubmit={(event) => void say(event)}>
      {said.length > 0 && <Mine said={said} />}
      {earlier > 0 && said.length === 0 && <p class="muted">{tx('one.earlier', { count: earlier })}</p>}
      <Button
        kind="primary"
        size="l"
        block
        icon="eye"
        type="submit"
        busy={state === 'busy'}
        data-testid="missing-saw"
      >
        {tx(state === 'busy' ? 'one.looking' : told > 0 ? 'one.sawAgain' : 'one.saw')}
      </Button>
      <p class="small muted">{tx(noPlace ? 'one.noPlace' : 'one.place')}</p>
      {state === 'failed' && <FieldError id="saw-error">{tx('one.failed')}</FieldError>}
      <Field
        label={tx('one.note')}
        hint={tx('one.noteHint')}
        value={note}
        onInput={setNote}
        maxLength={300}
        autoComplete="off"
        data-testid="missing-note"
      />
    </form>
  );
}

function Mine({ said }: { said: readonly Sighting[] }) {
  return (
    <section class="stack-s" data-testid="missing-mine">
      <h2>{tx('one.mine')}</h2>
      <ul class="rows look-mine" aria-live="polite">
        {said.map((one) => {
          const [tone, icon] = LOOKS[one.phase];
          return (
            <li key={one.itemId} class="stack-s" data-phase={one.phase}>
              <p class="row">
                <time class="strong num">{formatTime(one.at)}</time>
                <Tag tone={tone} icon={icon}>
                  {words(one)}
                </Tag>
              </p>
              {one.problem && <p class="small">{one.problem.detail}</p>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function words({ phase, withPlace }: Sighting): string {
  if (phase === 'saved') return tx(withPlace ? 'one.saved' : 'one.savedNoPlace');
  return tx(phase === 'sent' ? 'one.sent' : 'one.refused');
}
