/** A new drill: who is played, where it leads, what is to have happened. */
import { useLocation } from 'preact-iso/router';
import { useState } from 'preact/hooks';

import { announce, Button, Choices, Field, Notice } from '../../ui';
import { alertPath } from '../addresses';
import { bodyOf, categoriesOf, categoryOf, type Draft, EMPTY, missing, placeOf } from '../raise/draft';
import { Where } from '../raise/where';
import { tell as tellRaising } from '../raise/words';
import { Section } from '../section';
import { say, sayCategory, sayName } from '../texts';
import { useDeed } from '../use-deed';
import { type Played, startDrill } from './drills';
import { tell } from './words';

const STRANGER = 'stranger';

interface Props {
  group: readonly Played[];
  mayBeAsked: number;
}

/** Whose home stays theirs is played outside only. */
function lent(draft: Draft, played: Played | undefined): Draft {
  return played !== undefined && !played.lends_home ? { ...draft, place: 'public' } : draft;
}

export function DrillForm({ group, mayBeAsked }: Props) {
  const { route } = useLocation();
  const [typed, setTyped] = useState<Draft>(EMPTY);
  const [checked, setChecked] = useState(false);
  const { busy, problem, complain, run } = useDeed();
  const whom = typed.whom === STRANGER ? STRANGER : (typed.whom?.id ?? null);
  const played = group.find((one) => one.id === whom);
  const draft = lent(typed, played);
  const place = placeOf(draft);
  const lacks = missing(draft);
  const change = (part: Partial<Draft>) => setTyped((before) => ({ ...before, ...part }));
  async function send(event: Event) {
    event.preventDefault();
    setChecked(true);
    const body = bodyOf(draft);
    if (body === null) return complain(lacks.map((one) => tell(`drills.${one}Missing`)).join(' '));
    await run(async () => {
      const started = await startDrill(body);
      announce(tell('drills.done'));
      route(alertPath(started.id));
    });
  }
  return (
    <form class="stack desk-raise" noValidate onSubmit={(event) => void send(event)}>
      <p class="drill-band">{tell('drills.promise')}</p>
      <ul class="small muted">
        <li>{tell('drills.way')}</li>
        <li>{tell('drills.staff')}</li>
      </ul>
      <Section id="whom" title={tell('drills.whom')}>
        <Choices
          label={tell('drills.whom')}
          hideLabel
          items={[
            ...group.map((one) => ({
              value: one.id,
              label: `${sayName(one.name)} · ${say(`tier.${one.tier}`)}`,
            })),
            { value: STRANGER, label: tell('drills.madeUp') },
          ]}
          value={whom}
          onChange={(id) =>
            change({
              whom: id === STRANGER ? STRANGER : { id, name: group.find((one) => one.id === id)?.name ?? '' },
            })
          }
        />
      </Section>
      {whom !== null && (
        <Section id="where" title={tell('drills.place')}>
          {played?.lends_home && (
            <Choices
              label={tell('drills.place')}
              hideLabel
              items={[
                { value: 'home', label: tellRaising('raise.home'), icon: 'home' },
                { value: 'public', label: tellRaising('raise.public'), icon: 'pin' },
              ]}
              value={place}
              onChange={(where) => change({ place: where })}
            />
          )}
          {played?.lends_home === false && <p class="small muted">{tell('drills.noHome')}</p>}
          {place === 'home' && <p class="small muted">{tell('drills.homeHint')}</p>}
          {place === 'public' && (
            <Where
              point={draft.point}
              error={checked && lacks.includes('point') ? tellRaising('raise.pointWrong') : undefined}
              onPoint={(point) => change({ point })}
            />
          )}
        </Section>
      )}
      {place !== null && (
        <Section id="what" title={tell('drills.what')}>
          <Choices
            label={tell('drills.what')}
            hideLabel
            items={categoriesOf(draft).map((value) => ({ value, label: sayCategory(value) }))}
            value={categoryOf(draft)}
            onChange={(category) => change({ category })}
          />
          <Field
            label={tell('drills.note')}
            hint={tell('drills.noteHint')}
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
      {mayBeAsked === 0 ? (
        <Notice tone="warn">
          <p>{tell('drills.noneOnDuty')}</p>
        </Notice>
      ) : (
        <p class="small">{tell('drills.asked', { count: mayBeAsked })}</p>
      )}
      <div class="desk-dialog-actions">
        <Button kind="lamp" size="l" type="submit" icon="bell" busy={busy}>
          {tell(busy ? 'drills.going' : 'drills.go')}
        </Button>
      </div>
    </form>
  );
}
