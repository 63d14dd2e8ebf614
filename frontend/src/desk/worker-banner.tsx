/** When alerts are not going out, the desk is told what to do instead. */
import { Notice } from '../ui';
import type { WorkerState } from './contract';
import { say } from './texts';

export function WorkerBanner({ worker }: { worker: WorkerState }) {
  if (worker === 'ok') return null;
  const dead = worker === 'dead';
  return (
    <Notice tone={dead ? 'danger' : 'warn'} role="alert" title={say(dead ? 'worker.dead' : 'worker.late')}>
      <p>{say(dead ? 'worker.deadDo' : 'worker.lateDo')}</p>
    </Notice>
  );
}
