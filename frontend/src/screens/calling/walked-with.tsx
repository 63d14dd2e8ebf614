/** The others of a walk who are named to me, each with a quiet way not to be called to me. */
import type { TogetherWalk } from '../../core/together';
import { tm } from '../../locales/more';
import { NotCall } from './not-call';
import './calling.css';

export function WalkedWith({ walk, onDone }: { walk: TogetherWalk; onDone: () => void }) {
  const others = walk.names.flatMap((name, at) => {
    const who = walk.who?.[at];
    return who ? [{ name, who }] : [];
  });
  if (others.length === 0) return null;
  return (
    <ul class="who-comes" data-testid="walked-with">
      {others.map(({ name, who }) => (
        <li key={who}>
          <span class="strong">{tm('notCall.coming', { name })}</span>
          <NotCall name={name} shown={{ walk_id: walk.id, who }} walk onDone={onDone} />
        </li>
      ))}
    </ul>
  );
}
