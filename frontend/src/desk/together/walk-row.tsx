/** One walk together: when, where, who comes, and what the desk can do about it. */
import { type IconName, Button, Icon, Notice, Tag, type Tone } from '../../ui';
import { serverNow } from '../clock';
import { canChange } from '../neighbourhood';
import { sayName, sayWhen } from '../texts';
import { useDeed } from '../use-deed';
import { type DeskWalk, isOver, noteArrival, type WalkPerson } from './together';
import { tell } from './words';

const LOOKS: Record<DeskWalk['state'], [IconName, Tone]> = {
  open: ['check', 'good'],
  full: ['people', 'info'],
  cancelled: ['close', 'warn'],
  over: ['clock', 'plain'],
};

interface Props {
  walk: DeskWalk;
  onInvite: () => void;
  onCancel: () => void;
  onArrived: () => Promise<void>;
}

export function WalkRow({ walk, onInvite, onCancel, onArrived }: Props) {
  const [icon, tone] = LOOKS[walk.state];
  const name = sayWhen(walk.starts_at, serverNow.value);
  return (
    <li class="desk-row desk-together-row">
      <div class="grow">
        <p class="desk-check-in-head">
          <time class="strong" dateTime={walk.starts_at}>
            {name}
          </time>
          <Tag icon={icon} tone={tone}>
            {tell(`state.${walk.state}`)}
          </Tag>
        </p>
        <p class="desk-place-line">
          <Icon name="pin" size="s" />
          <span>{walk.meeting_place}</span>
        </p>
        <p class="small muted">
          {tell('together.facts', { count: walk.duration_min, pace: tell(`pace.${walk.pace}`) })} ·{' '}
          {tell(walk.dogs ? 'together.dogs' : 'together.noDogs')}
          {walk.proposed_by.name && ` · ${tell('together.by', { name: walk.proposed_by.name })}`}
        </p>
        {walk.note !== '' && <p class="desk-note small">{walk.note}</p>}
        {walk.cancel_note !== '' && <p class="desk-note small">{walk.cancel_note}</p>}
        {walk.near_home === true && !isOver(walk) && (
          <Notice tone="warn">
            <p>{tell('together.nearHome')}</p>
          </Notice>
        )}
        <People walk={walk} onArrived={onArrived} />
      </div>
      <div class="desk-row-facts">
        {walk.code !== null && (
          <p class="desk-walk-code">
            <span class="small muted">{tell('together.code')}</span>
            <span class="num">{walk.code}</span>
          </p>
        )}
        {canChange.value && !isOver(walk) && (
          <>
            <Button aria-label={tell('together.inviteNamed', { name })} onClick={onInvite}>
              {tell('together.invite')}
            </Button>
            <Button kind="quiet" aria-label={tell('together.cancelNamed', { name })} onClick={onCancel}>
              {tell('together.cancel')}
            </Button>
          </>
        )}
      </div>
    </li>
  );
}

function People({ walk, onArrived }: Pick<Props, 'walk' | 'onArrived'>) {
  const known = walk.people.filter(({ state }) => state !== 'left' && state !== 'declined');
  const most = walk.most === null ? '' : ` / ${walk.most}`;
  return (
    <>
      <p class="small">
        <span class="strong">{`${tell(walk.state === 'over' ? 'together.met' : 'together.joined', { count: walk.joined })}${most}`}</span>
        {walk.invited > 0 && (
          <span class="muted"> · {tell('together.invitedCount', { count: walk.invited })}</span>
        )}
      </p>
      {known.length > 0 && (
        <ul class="desk-people">
          {known.map((person) => (
            <Person key={person.member_id} walk={walk} person={person} onArrived={onArrived} />
          ))}
        </ul>
      )}
    </>
  );
}

function Person({ walk, person, onArrived }: Pick<Props, 'walk' | 'onArrived'> & { person: WalkPerson }) {
  const { busy, problem, run } = useDeed();
  // The code is there exactly while people arrive.
  const arriving = walk.code !== null && person.state !== 'met' && canChange.value;
  const came = () =>
    run(async () => {
      await noteArrival(walk.id, person.member_id);
      await onArrived();
    });
  return (
    <li>
      <span>{sayName(person.name)}</span>
      <span class="small muted">{tell(`part.${person.state}`)}</span>
      {arriving && (
        <Button
          kind="quiet"
          busy={busy}
          aria-label={tell('together.cameNamed', { name: person.name })}
          onClick={() => void came()}
        >
          {tell('together.came')}
        </Button>
      )}
      {problem !== '' && <span role="alert">{problem}</span>}
    </li>
  );
}
