/** Says why a walk could not be counted, and what there is to go by. */
import type { WaitingWalk } from './hours';
import { tell } from './words';

export function whyWaiting({ source, checkpoints, companions }: WaitingWalk): string {
  const parts = [tell(source === 'gpx' ? 'why.imported' : 'why.noTrack')];
  if (checkpoints > 0) parts.push(tell('why.checkpoints', { count: checkpoints }));
  if (companions.length > 0) parts.push(tell('why.companions', { names: companions.join(', ') }));
  return parts.join(' · ');
}
