/** Patrols under way: who, since when, how far, and whether we still hear from them. */
import { formatDistance, formatDuration } from '../core/i18n';
import { Tag } from '../ui';
import { secondsSince } from './ages';
import { serverNow } from './clock';
import type { BoardPatrol } from './contract';
import { whereWalks } from './neighbourhood';
import { Section } from './section';
import { Nothing } from './nothing';
import { say, sayAgo, sayName, saySpan } from './texts';

/** A locked phone sends nothing; after this long the row says so. */
const QUIET_AFTER_S = 15 * 60;

export function Walks({ walks }: { walks: readonly BoardPatrol[] }) {
  return (
    <Section id="walks" title={say('walks.title')} count={String(walks.length)}>
      {walks.length === 0 ? (
        <Nothing title={say('walks.empty')} more={say('walks.emptyMore')} />
      ) : (
        <ul class="desk-rows">
          {walks.map((walk) => (
            <Walk key={walk.id} walk={walk} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Walk({ walk }: { walk: BoardPatrol }) {
  const now = serverNow.value;
  const quiet = walk.last_fix_at === null ? null : secondsSince(walk.last_fix_at, now);
  return (
    <li class="desk-row">
      <div class="grow">
        <p class="strong">
          {sayName(walk.name)}
          {walk.companions.length > 0 && (
            <span class="muted"> {say('walks.with', { names: walk.companions.join(', ') })}</span>
          )}
        </p>
        <p class="small muted">
          {whereWalks(walk)} ·{' '}
          {walk.last_fix_at === null
            ? say('walks.noFix')
            : `${say('walks.lastFix')} ${sayAgo(walk.last_fix_at, now)}`}
        </p>
        {walk.shared && (
          <Tag icon="pin" tone="info">
            {say('walks.shared')}
          </Tag>
        )}
        {quiet !== null && quiet > QUIET_AFTER_S && (
          <Tag icon="offline" tone="warn">
            {say('walks.fixOld', { span: saySpan(quiet) })}
          </Tag>
        )}
      </div>
      <p class="desk-row-facts num">
        <span>{formatDuration(secondsSince(walk.started_at, now) * 1000)}</span>
        <span class="muted">{formatDistance(walk.distance_m)}</span>
      </p>
    </li>
  );
}
