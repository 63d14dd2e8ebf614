/** Walking together: what is planned, coming along in one tap, inviting, and the days before. */
import { formatAge, t } from '../../core/i18n';
import { tt } from '../../locales/together';
import { LinkButton } from '../../ui/button';
import { Empty, Notice, Skeleton } from '../../ui/surface';
import { useNow } from '../../ui/use-now';
import { LoadFailed } from '../shell/load-failed';
import { Screen } from '../shell/screen';
import { lastSaid } from './answers';
import { MyCalendar } from './calendar';
import { Lane } from './lane';
import { mayPropose } from './may-propose';
import { OutingCard } from './outing-card';
import { PastWalks } from './past-walks';
import { Proposals } from './proposals';
import { useUpcoming } from './use-walks';
import './together.css';

export default function Together() {
  const now = useNow(15_000);
  const { data, error, reload, said } = useUpcoming();
  const walks = data?.data.items ?? null;
  const may = mayPropose();
  const known = new Set(walks?.map((walk) => walk.id));
  return (
    <Screen title={tt('list.title')} class="together">
      <div class="together-hero">
        <Lane />
        <p>{tt('list.lead')}</p>
      </div>
      {data?.at && (
        <Notice icon="offline">
          <p>{tt('list.old', { age: formatAge(data.at, now) })}</p>
        </Notice>
      )}
      {error && !walks && <LoadFailed error={error} retry={reload} />}
      {!walks && !error && <Skeleton label={t('common.loading')} lines={4} />}
      <Proposals said={said} known={known} now={now} onChange={reload} />
      {walks && walks.length > 0 && (
        <section class="stack">
          <h2>{tt('list.soon')}</h2>
          {walks.map((walk) => (
            <OutingCard
              key={walk.id}
              walk={walk}
              said={lastSaid(said, walk.id)}
              now={now}
              onAnswer={reload}
            />
          ))}
        </section>
      )}
      {walks?.length === 0 && (
        <Empty icon="people" title={tt('list.none')}>
          <p class="muted">{tt(may ? 'list.noneWalker' : 'list.noneResident')}</p>
        </Empty>
      )}
      {may && (
        <LinkButton
          kind={walks?.length === 0 ? 'primary' : 'second'}
          size="l"
          block
          icon="plus"
          href="/together/new"
          data-testid="propose"
        >
          {tt('list.propose')}
        </LinkButton>
      )}
      <PastWalks mayPropose={may} now={now} />
      <MyCalendar />
    </Screen>
  );
}
