/** How long an alert has been open; for one that is over, how long it took. */
import { formatDuration } from '../core/i18n';
import { asDuration, secondsSince } from './ages';
import { happenedAt } from './board';
import { isOver } from './alert-tags';
import { serverNow } from './clock';
import type { BoardAlert } from './contract';
import { say } from './texts';

export function AlertAge({ alert }: { alert: BoardAlert }) {
  const end = isOver(alert) && alert.closed_at ? Date.parse(alert.closed_at) : serverNow.value;
  const word = isOver(alert) ? 'alert.took' : alert.happened_at === undefined ? 'alert.age' : 'alert.ageLate';
  const seconds = secondsSince(happenedAt(alert), end);
  return (
    <p class="desk-age">
      <span class="desk-age-word">{say(word)}</span>{' '}
      <time class="num" dateTime={asDuration(seconds)}>
        {formatDuration(seconds * 1000)}
      </time>
    </p>
  );
}
