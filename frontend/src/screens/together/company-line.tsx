/** Who is coming: how many, and by name only those who wanted to be named. */
import type { TogetherWalk } from '../../core/together';
import { me } from '../../core/session';
import { tt } from '../../locales/together';
import { Icon } from '../../ui/icon';
import { comingCount, type Part } from './part';

/** The others by name; nobody needs to be told their own. */
export function othersOf(names: readonly string[], mine: boolean): string[] {
  const own = mine ? names.findIndex((name) => me.value?.name.endsWith(name)) : -1;
  return names.filter((_, index) => index !== own);
}

export function CompanyLine({ walk, part }: { walk: TogetherWalk; part: Part }) {
  const count = comingCount(walk, part);
  const mine = part === 'joined' || part === 'host' || part === 'met';
  const others = othersOf(walk.names, mine);
  const left = walk.most === null ? null : walk.most - count;
  const words =
    walk.state === 'over'
      ? tt('walk.came', { count })
      : count === 0
        ? tt(part === 'host' ? 'walk.comingNobody' : 'walk.comingNone')
        : count === 1 && mine
          ? tt('walk.comingMe')
          : tt('walk.coming', { count });
  return (
    <p class="outing-line">
      <Icon name="people" size="s" />
      <span>
        {words}
        {others.length > 0 && (
          <span class="outing-names">{tt('walk.names', { names: others.join(', ') })}</span>
        )}
        {walk.state === 'open' && left !== null && left <= 3 && (
          <span class="muted"> {tt('walk.room', { count: left })}</span>
        )}
      </span>
    </p>
  );
}
