/** Asking neighbours for help: choose, count down, follow, end. */
import { concern } from '../../core/concern';
import { Choose } from './choose';
import { Countdown } from './countdown';
import { Over } from './over';
import { Status } from './status';
import './concern.css';

export default function ConcernScreen() {
  const state = concern.value;
  if (!state) return <Choose />;
  if (state.phase === 'countdown') return <Countdown key={state.id} />;
  if (state.phase === 'cancelled' || state.phase === 'resolved')
    return <Over key={`over ${state.id}`} state={state} />;
  return <Status key={`status ${state.id}`} state={state} />;
}
