/** What the desk wrote down for a member, each with a way to take it back. */
import { Button, Tag } from '../../ui';
import { say } from '../texts';
import type { Noted } from './ties';

interface Props {
  noted: readonly Noted[];
  onTakeBack: (one: Noted) => void;
  busy: boolean;
}

export function NotedList({ noted, onTakeBack, busy }: Props) {
  if (noted.length === 0) return <p>{say('ties.none')}</p>;
  return (
    <ul class="rows">
      {noted.map((one) => (
        <li key={one.member_id} class="desk-tied">
          <span class="strong grow">{one.name}</span>
          <Tag
            tone={one.kind === 'block' ? 'plain' : one.agreed ? 'good' : 'warn'}
            icon={one.kind === 'block' ? 'lock' : one.agreed ? 'check' : 'clock'}
          >
            {say(one.kind === 'block' ? 'ties.block' : one.agreed ? 'ties.buddy' : 'ties.waiting')}
          </Tag>
          <Button
            busy={busy}
            onClick={() => onTakeBack(one)}
            aria-label={say('ties.removeNamed', { name: one.name })}
          >
            {say('ties.remove')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
