/** My part in a walk as the screen tells it: the server's word, and what I said since. Pure. */
import type { TogetherWalk } from '../../core/together';
import type { SaidItem } from './answers';

export type Part = 'none' | 'invited' | 'joined' | 'declined' | 'left' | 'met' | 'host';

const AFTER = { join: 'joined', leave: 'left', decline: 'declined', meet: 'met', propose: 'host' } as const;

export function partIn(walk: Pick<TogetherWalk, 'mine' | 'proposed_by_me'>, said: SaidItem | null): Part {
  if (said && said.phase !== 'refused') {
    // The host who meets others stays the host.
    return walk.proposed_by_me ? 'host' : AFTER[said.said];
  }
  if (walk.proposed_by_me) return walk.mine === 'met' ? 'met' : 'host';
  return walk.mine ?? 'none';
}

/** How many come, counting an answer that is still on its way. */
export function comingCount(
  walk: Pick<TogetherWalk, 'joined' | 'mine' | 'proposed_by_me'>,
  part: Part,
): number {
  const counted = walk.mine === 'joined' || walk.mine === 'met';
  const comes = part === 'joined' || part === 'met';
  if (walk.proposed_by_me || counted === comes) return walk.joined;
  return Math.max(0, walk.joined + (comes ? 1 : -1));
}

export const CHECK_IN_FROM_MS = 30 * 60_000;
export const CHECK_IN_UNTIL_MS = 90 * 60_000;

/** Before, while people may meet, and after. */
export function stageOf(
  walk: Pick<TogetherWalk, 'starts_at' | 'ends_at'>,
  now: number,
): 'before' | 'meeting' | 'after' {
  const start = Date.parse(walk.starts_at);
  if (now < start - CHECK_IN_FROM_MS) return 'before';
  return now <= Math.max(start + CHECK_IN_UNTIL_MS, Date.parse(walk.ends_at)) ? 'meeting' : 'after';
}

/** May somebody still come? */
export function isOpen(walk: Pick<TogetherWalk, 'state' | 'starts_at'>, now: number): boolean {
  return walk.state === 'open' && now < Date.parse(walk.starts_at);
}
