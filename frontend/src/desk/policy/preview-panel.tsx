/** Who would be told when, if somebody called now and nobody answered: the policy in force beside the one being written. */
import { Button, Icon, Notice, Skeleton } from '../../ui';
import { CHANNELS_PATH, REACH_PATH } from '../addresses';
import { Section } from '../section';
import { say, sayName } from '../texts';
import type { Preview, Whom } from './policy';
import { PreviewFor } from './preview-for';
import { moments, sayAfter } from './said';
import type { Seen } from './use-preview';
import { tell } from './words';

interface Props {
  seen: Seen & { again: () => void };
  /** A number is being written that cannot be read yet. */
  unread: boolean;
  whom: Whom;
  onWhom: (whom: Whom) => void;
}

export function PreviewPanel({ seen, unread, whom, onWhom }: Props) {
  const { now, next, busy, problem, again } = seen;
  return (
    <Section id="preview" title={tell('preview.title')}>
      <div class="policy-preview" aria-busy={busy && now !== null}>
        <PreviewFor whom={whom} onWhom={onWhom} />
        {unread && (
          <Notice tone="warn" role="status">
            <p>{tell('preview.wrong')}</p>
          </Notice>
        )}
        {!unread && problem !== null && (
          <Notice tone={problem.field === null ? 'danger' : 'warn'} role="alert">
            <p>{problem.text}</p>
            {problem.field === null && (
              <p>
                <Button icon="refresh" busy={busy} onClick={again}>
                  {say('desk.retry')}
                </Button>
              </p>
            )}
          </Notice>
        )}
        {!unread && problem === null && now === null && (
          <Skeleton label={tell('preview.looking')} lines={4} />
        )}
        {!unread && problem === null && now !== null && <Steps now={now} next={next} whom={whom} />}
      </div>
    </Section>
  );
}

function Steps({ now, next, whom }: { now: Preview; next: Preview | null; whom: Whom }) {
  const rows = moments(now.steps, next?.steps ?? []);
  const newest = next ?? now;
  const isSame = next !== null && JSON.stringify(now) === JSON.stringify(next);
  const beside = next !== null && !isSame;
  return (
    <div class="stack">
      <p class="strong" role="status">
        {whom.person === null
          ? tell('preview.middle')
          : tell('preview.person', { name: sayName(whom.person.name) })}
      </p>
      <table class="policy-steps">
        <thead class={beside ? '' : 'sr-only'}>
          <tr>
            <th scope="col">{tell('preview.when')}</th>
            <th scope="col">{tell('preview.now')}</th>
            {beside && <th scope="col">{tell('preview.then')}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const differs = beside && row.now.join() !== row.next.join();
            return (
              <tr key={row.after_s}>
                <th scope="row">{sayAfter(row.after_s)}</th>
                <td class={differs ? 'muted' : ''}>{lines(row.now)}</td>
                {beside && <td class={differs ? 'strong' : ''}>{lines(row.next)}</td>}
              </tr>
            );
          })}
        </tbody>
      </table>
      {isSame && (
        <p class="small">
          {tell('preview.same')} <span class="muted">{tell('preview.same.hint')}</span>
        </p>
      )}
      <p class="desk-place-line">
        <Icon name="people" size="s" />
        {next !== null && next.in_range !== now.in_range
          ? tell('preview.inRangeThen', { count: now.in_range, next: next.in_range })
          : tell('preview.inRange', { count: now.in_range })}
      </p>
      {newest.silent > 0 && (
        <p class="small">
          {tell('preview.silent', { count: newest.silent })}{' '}
          <a class="desk-text-link" href={REACH_PATH}>
            {tell('preview.silentLink')}
          </a>
        </p>
      )}
      {newest.channels === 0 && (
        <Notice tone="warn">
          <p>{tell('preview.noChannel')}</p>
          <p>
            <a class="desk-text-link" href={CHANNELS_PATH}>
              {tell('preview.channelLink')}
            </a>
          </p>
        </Notice>
      )}
    </div>
  );
}

function lines(said: readonly string[]) {
  return said.length === 0 ? '–' : said.map((one) => <div key={one}>{one}</div>);
}
