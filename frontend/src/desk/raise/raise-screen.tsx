/** An alert out of a telephone call: whom, where, what, and the neighbours are told. */
import { useLocation } from 'preact-iso/router';
import { useState } from 'preact/hooks';

import { announce, Button, Choices, Field, Notice } from '../../ui';
import { alertPath } from '../addresses';
import { DeskFrame } from '../desk-frame';
import { canChange } from '../neighbourhood';
import { RoomHead } from '../room-head';
import { Section } from '../section';
import { sayCategory } from '../texts';
import { useDeed } from '../use-deed';
import { raiseAlert } from './calls';
import { bodyOf, categoriesOf, categoryOf, type Draft, EMPTY, missing, placeOf } from './draft';
import { Whom } from './whom';
import { Where } from './where';
import { loadWords, tell } from './words';

export default function RaiseScreen() {
  return (
    <DeskFrame page="raise" words={loadWords}>
      <RoomHead title={tell('raise.title')} intro={tell('raise.intro')} />
      <Notice tone="warn" icon="phone">
        <p>{tell('raise.emergency')}</p>
      </Notice>
      {canChange.value && <RaiseForm />}
    </DeskFrame>
  );
}

export function RaiseForm() {
  const { route } = useLocation();
  const [draft, setDraft] = useState<Draft>(EMPTY);
  const [checked, setChecked] = useState(false);
  const { busy, problem, complain, run } = useDeed();
  const lacks = missing(draft);
  const place = placeOf(draft);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  async function send(event: Event) {
    event.preventDefault();
    setChecked(true);
    const body = bodyOf(draft);
    if (body === null) return complain(lacks.map((one) => tell(`raise.${one}Missing`)).join(' '));
    await run(async () => {
      const raised = await raiseAlert(body);
      announce(tell('raise.done'));
      route(alertPath(raised.id));
    });
  }
  return (
    <form class="stack desk-raise" noValidate onSubmit={(event) => void send(event)}>
      <Section id="whom" title={tell('raise.whom')}>
        <Whom whom={draft.whom} onWhom={(whom) => change({ whom })} />
      </Section>
      <Section id="where" title={tell('raise.place')}>
        {draft.whom !== 'stranger' && (
          <Choices
            label={tell('raise.place')}
            hideLabel
            items={[
              { value: 'home', label: tell('raise.home'), icon: 'home' },
              { value: 'public', label: tell('raise.public'), icon: 'pin' },
            ]}
            value={place}
            onChange={(where) => change({ place: where })}
          />
        )}
        {place === 'home' && <p class="small muted">{tell('raise.homeHint')}</p>}
        {place === 'public' && (
          <Where
            point={draft.point}
            error={checked && lacks.includes('point') ? tell('raise.pointWrong') : undefined}
            onPoint={(point) => change({ point })}
          />
        )}
      </Section>
      {place !== null && (
        <Section id="what" title={tell('raise.what')}>
          <Choices
            label={tell('raise.what')}
            hideLabel
            items={categoriesOf(draft).map((value) => ({ value, label: sayCategory(value) }))}
            value={categoryOf(draft)}
            onChange={(category) => change({ category })}
          />
          <Field
            label={tell('raise.note')}
            hint={tell('raise.noteHint')}
            value={draft.note}
            onInput={(note) => change({ note })}
            multiline
            maxLength={500}
          />
        </Section>
      )}
      {problem !== '' && (
        <Notice tone="danger" role="alert">
          <p>{problem}</p>
        </Notice>
      )}
      <div class="desk-dialog-actions">
        <Button kind="danger" size="l" type="submit" icon="people" busy={busy}>
          {tell(busy ? 'raise.going' : 'raise.go')}
        </Button>
      </div>
    </form>
  );
}
