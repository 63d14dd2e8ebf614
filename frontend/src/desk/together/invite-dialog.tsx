/** Invites people by name; nobody but the desk and the invited person knows. */
import { useState } from 'preact/hooks';

import { me } from '../../core/session';
import { announce, Button, Dialog, Notice } from '../../ui';
import { findMembers } from '../client';
import { serverNow } from '../clock';
import type { Member } from '../contract';
import { Trouble } from '../export-dialog';
import { WordsField } from '../filter-fields';
import { useReturnFocus } from '../return-focus';
import { say, sayName, sayWhen } from '../texts';
import { useAnswer } from '../use-answer';
import { useDeed } from '../use-deed';
import { type DeskWalk, invite } from './together';
import { tell } from './words';

interface Props {
  walk: DeskWalk;
  onClose: () => void;
  onDone: () => Promise<void>;
}

type Chosen = Pick<Member, 'id' | 'name'>;

export function InviteDialog({ walk, onClose, onDone }: Props) {
  useReturnFocus();
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState<readonly Chosen[]>([]);
  const found = useAnswer(words, () => findMembers(words, null, null));
  const { busy, problem, complain, run } = useDeed();
  const already = new Set(walk.people.map(({ member_id }) => member_id));
  const offered = (found.answer?.items ?? []).filter(
    ({ id, active, tier }) => active && tier !== 'officer' && id !== me.value?.id && !already.has(id),
  );
  const toggle = (one: Chosen) =>
    setChosen((now) =>
      now.some(({ id }) => id === one.id) ? now.filter(({ id }) => id !== one.id) : [...now, one],
    );

  async function send(event: Event) {
    event.preventDefault();
    if (chosen.length === 0) return complain(tell('invite.nobody'));
    const done = await run(async () => {
      await invite(
        walk.id,
        chosen.map(({ id }) => id),
      );
      await onDone();
    });
    if (done) announce(tell('invite.done', { count: chosen.length }));
  }

  return (
    <Dialog open title={tell('invite.title')} onClose={onClose}>
      <form class="stack" noValidate onSubmit={(event) => void send(event)}>
        <p>
          <span class="strong">{sayWhen(walk.starts_at, serverNow.value)}</span> · {walk.meeting_place}
        </p>
        <Notice tone="info" icon="eye">
          <p>{tell('invite.hidden')}</p>
        </Notice>
        <WordsField label={tell('invite.search')} hint={tell('invite.search')} value="" onWords={setWords} />
        <Trouble text={found.failure} />
        <Picked
          people={[...chosen, ...offered.filter(({ id }) => !chosen.some((one) => one.id === id))]}
          chosen={chosen}
          onToggle={toggle}
        />
        {found.answer !== null && offered.length === 0 && <p class="muted">{tell('invite.noMatch')}</p>}
        <Trouble text={problem} />
        <div class="desk-dialog-actions">
          <Button onClick={onClose}>{say('desk.cancel')}</Button>
          <Button kind="primary" type="submit" busy={busy}>
            {tell('invite.send', { count: chosen.length })}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface PickedProps {
  people: readonly Chosen[];
  chosen: readonly Chosen[];
  onToggle: (one: Chosen) => void;
}

/** Whoever was chosen stays in view, whatever is looked for next. */
function Picked({ people, chosen, onToggle }: PickedProps) {
  return (
    <fieldset class="field">
      <legend class="sr-only">{tell('invite.who')}</legend>
      <div class="desk-pick-list">
        {people.map((one) => (
          <label key={one.id} class="desk-pick">
            <input
              type="checkbox"
              checked={chosen.some(({ id }) => id === one.id)}
              onChange={() => onToggle({ id: one.id, name: one.name })}
            />
            <span>{sayName(one.name)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
