/** My part in a walk, told by word, icon and colour; and whether it has been sent. */
import { tt } from '../../locales/together';
import { Tag } from '../../ui/surface';
import type { SaidItem } from './answers';
import type { Part } from './part';

export function PartTag({ part, said }: { part: Part; said: SaidItem | null }) {
  const waiting = said?.phase === 'saved';
  if (part === 'host') return <Tag icon="people">{tt('walk.byMe')}</Tag>;
  if (part === 'met')
    return (
      <Tag tone="good" icon={waiting ? 'device' : 'check'}>
        {tt('join.met')}
      </Tag>
    );
  if (part === 'joined')
    return (
      <Tag tone="good" icon={waiting ? 'device' : 'check'}>
        {tt('join.mine')}
      </Tag>
    );
  if (part === 'invited')
    return (
      <Tag tone="warn" icon="message">
        {tt('walk.invited')}
      </Tag>
    );
  return null;
}
