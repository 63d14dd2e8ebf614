/** Days we walked together, and the neighbours who like to be asked again. */
import { togetherWalks, walkedWith, type Companion, type TogetherWalk } from '../../core/together';
import { tt } from '../../locales/together';
import { LinkButton } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { useLoaded } from '../shell/use-loaded';
import { Leaf } from './outing-card';
import { whenInWords } from './when';

const SHOWN = 5;

async function past(signal: AbortSignal): Promise<TogetherWalk[]> {
  const { data } = await togetherWalks('past', signal);
  return data.items.filter(
    (walk) => walk.state === 'over' && (walk.mine === 'met' || walk.mine === 'joined'),
  );
}

async function companions(signal: AbortSignal): Promise<Companion[]> {
  return (await walkedWith(signal)).data.items;
}

function CompanionRow({ who, mayPropose }: { who: Companion; mayPropose: boolean }) {
  return (
    <li class="rowlink outing-companion">
      <Icon name="people" />
      <span class="grow">
        <span class="strong">{who.name}</span>
        <span class="muted small">{tt('list.times', { count: who.times })}</span>
      </span>
      {mayPropose && (
        <LinkButton
          href={`/together/new?with=${who.member_id}`}
          aria-label={tt('list.againName', { name: who.name })}
        >
          {tt('list.again')}
        </LinkButton>
      )}
    </li>
  );
}

export function PastWalks({ mayPropose, now }: { mayPropose: boolean; now: number }) {
  const walks = useLoaded('together-past', past).data ?? [];
  const people = useLoaded('together-companions', companions).data ?? [];
  return (
    <>
      {people.length > 0 && (
        <section class="stack-s">
          <h2>{tt('list.companions')}</h2>
          <ul class="rows">
            {people.map((who) => (
              <CompanionRow key={who.member_id} who={who} mayPropose={mayPropose} />
            ))}
          </ul>
        </section>
      )}
      {walks.length > 0 && (
        <section class="stack-s">
          <h2>{tt('list.past')}</h2>
          <ul class="rows">
            {walks.slice(0, SHOWN).map((walk) => (
              <li key={walk.id}>
                <a class="rowlink" href={`/together/${walk.id}`}>
                  <Leaf at={walk.starts_at} />
                  <span class="grow">
                    <span class="strong">{whenInWords(walk.starts_at, now)}</span>
                    <span class="muted small">
                      {tt('list.pastLine', { place: walk.meeting_place, count: walk.joined })}
                    </span>
                  </span>
                  <Icon name="next" size="s" />
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
