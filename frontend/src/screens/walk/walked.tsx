/** After a walk: thanks, what it was, and where it is now. */
import { useRoute } from 'preact-iso/router';

import type { Patrol } from '../../api/types';
import { formatDay, formatDistance, formatTime, t } from '../../core/i18n';
import { outbox } from '../../core/outbox';
import { tm } from '../../locales/more';
import { LinkButton } from '../../ui/button';
import { Facts, Skeleton } from '../../ui/surface';
import { Trail } from '../../ui/trail';
import { Screen } from '../shell/screen';
import { useLatest } from '../shell/use-latest';
import { useLoaded } from '../shell/use-loaded';
import { cellsSeen } from './cells';
import { HoursWord } from './hours-word';
import { readWalk, settled, type Walked } from './read-walk';
import { Sent } from './sent';
import { TakeAlong } from './take-along';
import { WhereNow } from './where-now';
import './walk.css';

function words(outcome: Walked['outcome']): string {
  if (outcome === 'interrupted') return tm('walked.interrupted');
  return tm(outcome === 'reported' ? 'walked.reported' : 'walked.nothing');
}

/** The minutes are the server's once it has confirmed them; until then they are marked as being checked. */
function Figures({ data, server }: { data: Walked; server: Patrol | null }) {
  const { state = 'counting', minutes = null } = server?.hours ?? {};
  const open = state === 'counting' || state === 'needs_confirmation';
  const walked = Math.max(1, Math.round((data.endedAt - data.startedAt) / 60_000));
  const count = state === 'confirmed' && minutes !== null ? minutes : walked;
  return (
    <Facts
      items={[
        // What left the phone lacks both ends; the phone knows the whole way.
        { label: tm('walked.distance'), value: formatDistance(data.distanceM) },
        {
          label: open ? `${tm('walked.minutes')} · ${tm('walked.hours.counting')}` : tm('walked.minutes'),
          value: tm('walked.minutesValue', { count }),
        },
        {
          label: tm('walked.cells'),
          value: tm('walked.cellsValue', { count: server?.cells || cellsSeen(data.trail) }),
        },
      ]}
    />
  );
}

/** Names of those who came, as far as they are known here. */
function company(data: Walked, server: Patrol | null): string {
  const dogs = server?.dogs?.map(({ name }) => name) ?? [];
  return [...(dogs.length > 0 ? dogs : data.dogs), ...data.companions].join(', ');
}

export default function WalkedScreen() {
  const { id = '' } = useRoute().params;
  const { pending } = outbox.value;
  const { data, error } = useLoaded(id, (signal) => readWalk(id, signal));
  const server = useLatest(id, String(pending), (signal) => settled(id, signal));
  if (error && !data) {
    return (
      <Screen title={tm('walked.gone')}>
        <p class="lead">{error.problem?.detail || tm('walked.goneText')}</p>
        <LinkButton kind="primary" size="l" block href="/">
          {tm('more.toHome')}
        </LinkButton>
      </Screen>
    );
  }
  if (!data) return <Skeleton label={t('common.loading')} lines={4} />;
  const label = tm('walk.trail', { distance: formatDistance(data.distanceM), gaps: data.gaps });
  const together = company(data, server);
  return (
    <Screen title={tm('walked.thanks')} class="walk-figures">
      <p class="lead">{words(data.outcome)}</p>
      <Trail segments={data.trail} label={label} />
      <Figures data={data} server={server} />
      <p class="small muted">
        {formatDay(data.startedAt)} {formatTime(data.startedAt)} – {formatTime(data.endedAt)} ·{' '}
        {tm('walked.cellsHint')}
        {data.gaps > 0 && ` ${tm('walked.gaps')}`}
        {together && ` · ${tm('walked.with')}: ${together}`}
      </p>
      <WhereNow id={id} here={data.here} />
      <Sent id={id} />
      <HoursWord hours={server?.hours ?? null} />
      <LinkButton kind="primary" size="l" block icon="walk" href="/walk" data-testid="walk-again">
        {tm('walked.again')}
      </LinkButton>
      {server && data.trail.length > 0 && <TakeAlong id={id} startedAt={data.startedAt} />}
    </Screen>
  );
}
