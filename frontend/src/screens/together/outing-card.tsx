/** One planned walk as a card: when in words, where, how, who, and coming along in one tap. */
import type { TogetherWalk } from '../../core/together';
import { tt } from '../../locales/together';
import { Icon } from '../../ui/icon';
import { Tag } from '../../ui/surface';
import type { SaidItem } from './answers';
import { CompanyLine } from './company-line';
import { JoinButton } from './join-button';
import { isOpen, partIn, stageOf } from './part';
import { PartTag } from './part-line';
import { inFull, leafOf, whenInWords } from './when';

export function Leaf({ at }: { at: string }) {
  const { number, weekday } = leafOf(at);
  return (
    <span class="leaf" aria-hidden="true">
      <small>{weekday}</small>
      <b class="num">{number}</b>
    </span>
  );
}

export function HowTags({ walk }: { walk: Pick<TogetherWalk, 'duration_min' | 'pace' | 'dogs'> }) {
  return (
    <p class="outing-tags">
      <Tag icon="clock">{tt('walk.minutes', { count: walk.duration_min })}</Tag>
      <Tag icon="walk">{tt(`pace.${walk.pace}`)}</Tag>
      <Tag icon={walk.dogs ? 'paw' : 'people'}>{tt(walk.dogs ? 'dogs.yes' : 'dogs.no')}</Tag>
    </p>
  );
}

interface OutingCardProps {
  walk: TogetherWalk;
  said: SaidItem | null;
  now: number;
  onAnswer: () => void;
}

export function OutingCard({ walk, said, now, onAnswer }: OutingCardProps) {
  const part = partIn(walk, said);
  const when = whenInWords(walk.starts_at, now);
  const off = walk.state === 'cancelled';
  const may = isOpen(walk, now) && (part === 'none' || part === 'invited' || part === 'left');
  const started = stageOf(walk, now) === 'meeting' && now >= Date.parse(walk.starts_at);
  return (
    <article class={`card outing ${off ? 'outing-off' : ''}`}>
      <a class="outing-head" href={`/together/${walk.id}`}>
        <Leaf at={walk.starts_at} />
        <span class="grow">
          <h3>
            <time dateTime={walk.starts_at} title={inFull(walk.starts_at)}>
              {started && !off ? tt('when.now') : when}
            </time>
          </h3>
          <span class="outing-place">{walk.meeting_place}</span>
        </span>
        <Icon name="next" size="s" />
      </a>
      {off ? (
        <p class="muted">
          <span class="strong">{tt('walk.cancelled')}</span> {walk.cancel_note || tt('walk.cancelledText')}
        </p>
      ) : (
        <>
          <p class="muted">
            {[
              tt('walk.minutes', { count: walk.duration_min }),
              tt(`pace.${walk.pace}`),
              tt(walk.dogs ? 'dogs.yes' : 'dogs.no'),
            ].join(' · ')}
          </p>
          <CompanyLine walk={walk} part={part} />
          <PartTag part={part} said={said} />
          {said?.phase === 'refused' && <p class="error">{said.problem?.detail ?? tt('join.refused')}</p>}
          {may && <JoinButton walkId={walk.id} when={when} onDone={onAnswer} />}
          {walk.state === 'full' && part === 'none' && <p class="muted">{tt('walk.full')}</p>}
        </>
      )}
    </article>
  );
}
