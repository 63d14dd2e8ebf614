/** Who would like to talk after a visit: quiet, with the number to call, until somebody did. */
import { Button } from '../ui';
import { talkedWith } from './client';
import { serverNow } from './clock';
import type { Talk } from './contract';
import { refreshBoard } from './live-board';
import { Section } from './section';
import { say, sayName, sayTime } from './texts';
import { useDeed } from './use-deed';

export function Talks({ talks }: { talks: readonly Talk[] }) {
  if (talks.length === 0) return null;
  return (
    <Section id="talks" title={say('talk.title')} count={String(talks.length)}>
      <p class="small muted">{say('talk.text')}</p>
      <ul class="desk-rows">
        {talks.map((talk) => (
          <OneTalk key={`${talk.alert_id} ${talk.member_id}`} talk={talk} />
        ))}
      </ul>
    </Section>
  );
}

function OneTalk({ talk }: { talk: Talk }) {
  const { busy, problem, run } = useDeed();
  const done = async () => {
    if (await run(() => talkedWith(talk.alert_id, talk.member_id))) await refreshBoard();
  };
  return (
    <li class="desk-row" data-testid="talk">
      <div class="grow">
        <p class="strong">{sayName(talk.name)}</p>
        <p class="small muted">
          {say('talk.asked', { time: sayTime(talk.asked_at, serverNow.value) })} ·{' '}
          {talk.phone ? (
            <a class="num" href={`tel:${talk.phone.replace(/[^+\d]/g, '')}`}>
              {talk.phone}
            </a>
          ) : (
            say('talk.noPhone')
          )}
        </p>
        {problem !== '' && <p role="alert">{problem}</p>}
      </div>
      <Button icon="check" busy={busy} onClick={() => void done()}>
        {say('talk.done')}
      </Button>
    </li>
  );
}
