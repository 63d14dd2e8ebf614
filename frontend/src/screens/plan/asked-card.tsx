/** One neighbour from whom no word came, and what I did about it. */
import { useState } from 'preact/hooks';

import type { AskedPlan, Contact, ContactHow } from '../../api/promises';
import { formatAge, formatTime } from '../../core/i18n';
import { tell } from '../../core/plans';
import { tp } from '../../locales/plan';
import { Button } from '../../ui/button';
import { FieldError } from '../../ui/form';
import { Icon, type IconName } from '../../ui/icon';
import { announce } from '../../ui/live';
import { Notice } from '../../ui/surface';
import { whenWords } from './words';

const HOWS: readonly { how: ContactHow; icon: IconName }[] = [
  { how: 'talked', icon: 'phone' },
  { how: 'saw', icon: 'people' },
  { how: 'answered_door', icon: 'door' },
];
/** What of the steps taken is of use to whoever looks in. */
const TOLD = ['again', 'people', 'desk', 'knock'] as const;

interface Props {
  asked: AskedPlan;
  now: number;
  onSaid: () => void;
}

export function AskedCard({ asked, now, onSaid }: Props) {
  const [busy, setBusy] = useState<ContactHow | null>(null);
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState('');
  const say = async (how: ContactHow) => {
    if (busy) return;
    setBusy(how);
    setProblem('');
    try {
      const { plan_id, day, minute } = asked;
      const told = await tell('plan.contact', { plan_id, day, minute, how });
      if (told.state === 'refused') {
        const over = told.problem?.status === 410 || told.problem?.status === 404;
        setProblem(over ? tp('asked.over') : told.problem?.detail || tp('asked.failed'));
      } else {
        const words = tp(told.state === 'sent' ? 'asked.said' : 'asked.saved');
        announce(words);
        setSaid(words);
        onSaid();
      }
    } catch {
      setProblem(tp('asked.failed'));
    }
    setBusy(null);
  };
  const taken = TOLD.filter((rung) => asked.taken.includes(rung));
  return (
    <section class="card" data-testid="asked-plan">
      <h2>{tp('asked.name', { name: asked.name })}</h2>
      <p>
        {tp('asked.since', { when: whenWords(asked, now) })}{' '}
        <span class="muted">({formatAge(asked.due_at, now)})</span>
      </p>
      {taken.length > 0 && (
        <div class="stack-s">
          <h3>{tp('asked.done')}</h3>
          <ul class="plan-taken">
            {taken.map((rung) => (
              <li key={rung}>
                <Icon name="check" size="s" />
                <span>{tp(`asked.taken.${rung}`)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {asked.said.length > 0 && (
        <ul class="plan-taken" data-testid="asked-said">
          {asked.said.map((word) => (
            <li key={`${word.at} ${word.by}`}>
              <Icon name="message" size="s" />
              <span>{saidWords(word)}</span>
            </li>
          ))}
        </ul>
      )}
      {said && <Notice tone="good" title={said} />}
      <fieldset class="field">
        <legend>{tp('asked.how')}</legend>
        <div class="stack-s">
          {HOWS.map(({ how, icon }) => (
            <Button
              key={how}
              block
              icon={icon}
              busy={busy === how}
              onClick={() => void say(how)}
              data-testid={`contact-${how}`}
            >
              {tp(`asked.${how}`)}
            </Button>
          ))}
        </div>
      </fieldset>
      {problem !== '' && <FieldError id={`asked-${asked.plan_id}`}>{problem}</FieldError>}
      <p class="small muted">{tp('asked.notTheirs')}</p>
    </section>
  );
}

function saidWords({ by, how, at }: Contact): string {
  const named = { how: tp(`asked.${how}`), time: formatTime(at) };
  return by === null ? tp('asked.saidSomebody', named) : tp('asked.saidBy', { name: by, ...named });
}
