/** What matters at this moment of a walk: answering before, meeting around the start, remembering afterwards. */
import type { TogetherWalk } from '../../core/together';
import { tt } from '../../locales/together';
import { LinkButton } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Notice } from '../../ui/surface';
import type { SaidItem } from './answers';
import { othersOf } from './company-line';
import { CodeToShow, Meet } from './meet';
import { mayPropose } from './may-propose';
import { MyAnswer } from './my-answer';
import { stageOf, type Part } from './part';

interface PartProps {
  walk: TogetherWalk;
  part: Part;
  said: SaidItem | null;
  now: number;
  reload: () => void;
}

export function Moment({ walk, part, said, now, reload }: PartProps) {
  const stage = stageOf(walk, now);
  const others = othersOf(walk.names, true);
  if (part === 'met' || (walk.state === 'over' && part !== 'none' && part !== 'invited')) {
    return (
      <section class="outing-thanks">
        <Icon name="people" size="l" />
        <h2>{tt(walk.state === 'over' ? 'after.title' : 'meet.sent')}</h2>
        {others.length > 0 && <p>{tt('after.with', { names: others.join(', ') })}</p>}
        <p>{tt(said?.phase === 'saved' ? 'meet.saved' : 'after.text')}</p>
        {walk.state === 'over' && mayPropose() && (
          <LinkButton kind="lamp" size="l" block icon="walk" href={`/together/new?again=${walk.id}`}>
            {tt('after.again')}
          </LinkButton>
        )}
      </section>
    );
  }
  if (walk.state === 'over') return <Notice title={tt('walk.overNot')} />;
  if (part === 'host') return <CodeToShow code={stage === 'meeting' ? walk.code : null} />;
  return (
    <>
      <MyAnswer walk={walk} part={part} said={said} now={now} onDone={reload} />
      {stage === 'meeting' && part !== 'declined' && part !== 'left' && (
        <Meet walk={walk} said={said} onDone={reload} />
      )}
      {stage === 'before' && part === 'joined' && <p class="muted centre">{tt('meet.soon')}</p>}
    </>
  );
}
