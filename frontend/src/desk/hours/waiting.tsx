/** Walks the server could not count by itself: a coordinator who knows of them gives their word. */
import { formatDistance } from '../../core/i18n';
import { Button } from '../../ui';
import { Answered, More } from '../answered';
import { serverNow } from '../clock';
import { canChange } from '../neighbourhood';
import { Nothing } from '../nothing';
import { Section } from '../section';
import { sayMinutes, sayName, sayWhen } from '../texts';
import type { Pages } from '../use-pages';
import { lastedMin, type WaitingWalk } from './hours';
import { whyWaiting } from './why-waiting';
import { tell } from './words';

interface Props {
  pages: Pages<WaitingWalk>;
  onConfirm: (walk: WaitingWalk) => void;
}

export function Waiting({ pages, onConfirm }: Props) {
  const now = serverNow.value;
  return (
    <Section
      id="waiting"
      title={tell('waiting.title')}
      count={pages.items === null ? undefined : `${pages.items.length}${pages.goesOn ? '+' : ''}`}
      aside={<p class="small muted">{tell('waiting.what')}</p>}
    >
      <Answered held={pages} here={pages.items !== null}>
        {pages.items?.length === 0 && <Nothing title={tell('waiting.empty')} />}
        <ul class="desk-rows">
          {pages.items?.map((walk) => (
            <li key={walk.patrol_id} class="desk-row">
              <div class="grow">
                <p class="strong">{sayName(walk.member.name)}</p>
                <p class="small muted">
                  {sayWhen(walk.started_at, now)} · {sayMinutes(lastedMin(walk))} ·{' '}
                  {formatDistance(walk.distance_m)}
                </p>
                <p class="small">{whyWaiting(walk)}</p>
                {walk.note !== '' && <p class="desk-note small">{walk.note}</p>}
              </div>
              {canChange.value && (
                <div class="desk-row-facts">
                  <Button
                    aria-label={tell('waiting.confirmNamed', {
                      name: walk.member.name,
                      when: sayWhen(walk.started_at, now),
                    })}
                    onClick={() => onConfirm(walk)}
                  >
                    {tell('waiting.confirm')}
                  </Button>
                </div>
              )}
            </li>
          ))}
        </ul>
        <More pages={pages} />
      </Answered>
    </Section>
  );
}
