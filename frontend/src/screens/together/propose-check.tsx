/** The last look at a proposal: what it says, a word to add, how many, and out it goes. */
import { useState } from 'preact/hooks';

import { propose } from '../../core/together';
import { zoneHere } from '../../core/zone';
import { tt } from '../../locales/together';
import { Button } from '../../ui/button';
import { Field, FieldError } from '../../ui/form';
import { announce } from '../../ui/live';
import { Notice, Row } from '../../ui/surface';
import { mostMissing, proposalOf, startsAt, type Draft } from './draft';
import { whenInWords } from './when';

export interface With {
  ids: readonly string[];
  names: readonly string[];
}

interface CheckProps {
  draft: Draft;
  change: (changed: Partial<Draft>) => void;
  together: With;
  goTo: (step: number) => void;
  onDone: () => void;
}

export function CheckStep({ draft, change, together, goTo, onDone }: CheckProps) {
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const [now] = useState(Date.now);
  const missing = mostMissing(draft);
  const [looked, setLooked] = useState(false);
  const send = async (event: Event) => {
    event.preventDefault();
    setLooked(true);
    if (missing || state === 'busy') return;
    setState('busy');
    try {
      await propose(proposalOf(draft, zoneHere(), together.ids));
      announce(tt('new.done'));
      onDone();
    } catch {
      setState('failed');
    }
  };
  const at = startsAt(draft, zoneHere()) ?? now;
  const rows = [
    ['clock', whenInWords(at, now), 0],
    ['pin', draft.place.trim(), 1],
    ['route', tt('walk.minutes', { count: draft.minutes }), 2],
    ['walk', tt(`pace.${draft.pace}`), 3],
    [draft.dogs ? 'paw' : 'people', tt(draft.dogs ? 'dogs.yes' : 'dogs.no'), 4],
  ] as const;
  return (
    <form class="stack-l" onSubmit={(event) => void send(event)}>
      <ul class="rows">
        {rows.map(([icon, title, step]) => (
          <Row
            key={step}
            icon={icon}
            title={title}
            onClick={() => goTo(step)}
            end={<span class="small change-link">{tt('new.change')}</span>}
          />
        ))}
      </ul>
      {together.names.length > 0 && (
        <Notice icon="people">
          <p>{tt('new.again', { names: together.names.join(', ') })}</p>
        </Notice>
      )}
      <Field
        label={tt('new.note')}
        hint={tt('new.noteHint')}
        value={draft.note}
        onInput={(note) => change({ note })}
        maxLength={300}
        multiline
      />
      <Field
        label={tt('new.most')}
        hint={tt('new.mostHint')}
        value={draft.most}
        onInput={(most) => change({ most: most.replace(/\D/g, '').slice(0, 2) })}
        inputMode="numeric"
        {...(looked && missing && { error: tt(missing) })}
      />
      {state === 'failed' && <FieldError id="propose-error">{tt('new.failed')}</FieldError>}
      <Button
        kind="primary"
        size="l"
        block
        icon="send"
        type="submit"
        busy={state === 'busy'}
        data-testid="propose-send"
      >
        {tt('new.send')}
      </Button>
    </form>
  );
}
