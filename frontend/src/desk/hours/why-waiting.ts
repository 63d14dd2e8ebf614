/** Says why a walk could not be counted, and what there is to go by. */
import type { WaitingWalk } from './hours';
import { tell } from './words';

export function whyWaiting({ why, checkpoints, companions }: WaitingWalk): string {
  const parts = [tell(reasonOf(why))];
  if (checkpoints > 0) parts.push(tell('why.checkpoints', { count: checkpoints }));
  if (companions.length > 0) parts.push(tell('why.companions', { names: companions.join(', ') }));
  return parts.join(' · ');
}

function reasonOf(why: WaitingWalk['why']) {
  if (why === 'imported') return 'why.imported';
  if (why === 'late') return 'why.late';
  return why === 'checkpoints' ? 'why.fewChecks' : 'why.noTrack';
}
