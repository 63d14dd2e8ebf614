/** One person who did not answer: since when, why perhaps, what a buddy says of it, what to do. */
import { formatDuration } from '../../core/i18n';
import { Button, Icon, Tag } from '../../ui';
import { alertPath } from '../addresses';
import { asDuration, secondsSince } from '../ages';
import { serverNow } from '../clock';
import { sayTime } from '../texts';
import type { Missed } from './promises';
import { tell } from './words';

interface Props {
  missed: Missed;
  /** Null for somebody who may only look. */
  onSettle: (() => void) | null;
  onKnock: (() => void) | null;
}

export function MissedCard({ missed, onSettle, onKnock }: Props) {
  const { name, since, due_at, late, reason_why, alert_id } = missed;
  const seconds = secondsSince(since, serverNow.value);
  const unreachable = reason_why === 'phone_unreachable';
  const id = `missed-${missed.plan_id}`;
  return (
    <article class="desk-alert desk-missed" aria-labelledby={id} data-testid="missed">
      <header class="desk-alert-head">
        <div class="grow">
          <span class="desk-tags">
            <Tag icon={unreachable ? 'offline' : 'bell'} tone={unreachable ? 'warn' : 'danger'}>
              {tell(`missed.${reason_why}`)}
            </Tag>
            {late && (
              <Tag icon="clock" tone="warn">
                {tell('missed.late')}
              </Tag>
            )}
          </span>
          <h3 id={id}>{tell('missed.name', { name })}</h3>
          <p class="desk-place">
            <span>{tell('missed.promise', { time: sayTime(due_at, serverNow.value) })}</span>
            {since !== due_at && (
              <span>{tell('missed.since', { time: sayTime(since, serverNow.value) })}</span>
            )}
          </p>
        </div>
        <p class="desk-age">
          <span class="desk-age-word">{tell('missed.age')}</span>{' '}
          <time class="num" dateTime={asDuration(seconds)}>
            {formatDuration(seconds * 1000)}
          </time>
        </p>
      </header>
      {late && <p class="small muted">{tell('missed.lateWhat')}</p>}
      <p class="desk-with-icon desk-missed-word">
        <Icon name="message" size="s" />
        <span>{wordOf(missed)}</span>
      </p>
      <footer class="desk-actions">
        {alert_id !== null && (
          <a class="btn btn-second" href={alertPath(alert_id)} title={tell('missed.knocking')}>
            {tell('missed.toAlert')}
          </a>
        )}
        {alert_id === null && onKnock !== null && (
          <Button
            icon="door"
            onClick={onKnock}
            aria-label={tell('missed.knockNamed', { name })}
            data-testid="knock"
          >
            {tell('missed.knock')}
          </Button>
        )}
        {onSettle !== null && (
          <Button
            kind="primary"
            icon="check"
            onClick={onSettle}
            aria-label={tell('missed.settleNamed', { name })}
            data-testid="settle"
          >
            {tell('missed.settle')}
          </Button>
        )}
      </footer>
    </article>
  );
}

function wordOf({ contact, alert_id }: Missed): string {
  if (contact === null) return tell(alert_id === null ? 'missed.noContact' : 'missed.knocking');
  const said = { how: tell(`how.${contact.how}`), time: sayTime(contact.at, serverNow.value) };
  return contact.by === null
    ? tell('missed.contactSomebody', said)
    : tell('missed.contactBy', { name: contact.by, ...said });
}
