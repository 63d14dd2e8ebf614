/** What I said to a walk and what I can say now: come, step back, rest this time. */
import type { TogetherWalk } from '../../core/together';
import { tt } from '../../locales/together';
import { Notice } from '../../ui/surface';
import type { SaidItem } from './answers';
import { AnswerButton, JoinButton } from './join-button';
import { isOpen, type Part } from './part';

interface MyAnswerProps {
  walk: TogetherWalk;
  part: Part;
  said: SaidItem | null;
  now: number;
  onDone: () => void;
}

function Said({ part, said }: { part: Part; said: SaidItem | null }) {
  if (said?.phase === 'refused' && said.said !== 'meet')
    return (
      <Notice tone="warn" title={tt('join.refused')} role="status">
        <p>{said.problem?.detail}</p>
      </Notice>
    );
  const waiting = said?.phase === 'saved';
  if (part === 'joined')
    return (
      <Notice tone="good" {...(waiting && { icon: 'device' as const })} role="status">
        <p data-testid="joined">
          {tt(waiting ? 'join.mineSaved' : said?.phase === 'sent' ? 'join.mineSent' : 'join.mine')}
        </p>
      </Notice>
    );
  if (part === 'left' || part === 'declined')
    return (
      <Notice role="status">
        <p>{tt(part === 'left' ? 'join.left' : 'join.declined')}</p>
      </Notice>
    );
  return null;
}

export function MyAnswer({ walk, part, said, now, onDone }: MyAnswerProps) {
  const open = isOpen(walk, now);
  const again = part === 'left' || part === 'declined';
  return (
    <>
      <Said part={part} said={said} />
      {open && (part === 'none' || part === 'invited') && <JoinButton walkId={walk.id} onDone={onDone} />}
      {open && part === 'invited' && (
        <AnswerButton
          walkId={walk.id}
          action="decline"
          label={tt('join.decline')}
          spoken={tt('join.declined')}
          onDone={onDone}
        />
      )}
      {open && again && (
        <AnswerButton
          walkId={walk.id}
          action="join"
          icon="walk"
          label={tt('join.again')}
          spoken={tt('join.mineSaved')}
          onDone={onDone}
        />
      )}
      {walk.state === 'full' && part !== 'joined' && part !== 'host' && (
        <Notice title={tt('walk.full')}>
          <p>{tt('walk.fullText')}</p>
        </Notice>
      )}
    </>
  );
}

/** Stepping back is always possible, and quiet. */
export function StepBack({ walk, onDone }: { walk: TogetherWalk; onDone: () => void }) {
  return (
    <AnswerButton
      walkId={walk.id}
      action="leave"
      kind="quiet"
      label={tt('join.leave')}
      spoken={tt('join.left')}
      onDone={onDone}
    />
  );
}
