/** After a walk: thanks, what it was, and where it is now. */
import { useRoute } from 'preact-iso/router';

import { formatDay, formatDistance, formatTime, t } from '../../core/i18n';
import { tm } from '../../locales/more';
import { LinkButton } from '../../ui/button';
import { Facts, Skeleton } from '../../ui/surface';
import { Trail } from '../../ui/trail';
import { Screen } from '../shell/screen';
import { useLoaded } from '../shell/use-loaded';
import { cellsSeen } from './cells';
import { readWalk, type Walked } from './read-walk';
import { WhereNow } from './where-now';
import './walk.css';

function words(outcome: Walked['outcome']): string {
  if (outcome === 'interrupted') return tm('walked.interrupted');
  return tm(outcome === 'reported' ? 'walked.reported' : 'walked.nothing');
}

export default function WalkedScreen() {
  const { id = '' } = useRoute().params;
  const { data, error } = useLoaded(id, (signal) => readWalk(id, signal));
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
  const distance = formatDistance(data.distanceM);
  return (
    <Screen title={tm('walked.thanks')}>
      <p class="lead">{words(data.outcome)}</p>
      <Trail segments={data.trail} label={tm('walk.trail', { distance, gaps: data.gaps })} />
      <Facts
        items={[
          { label: tm('walked.distance'), value: distance },
          {
            label: tm('walked.minutes'),
            value: tm('walked.minutesValue', {
              count: Math.max(1, Math.round((data.endedAt - data.startedAt) / 60_000)),
            }),
          },
          { label: tm('walked.cells'), value: tm('walked.cellsValue', { count: cellsSeen(data.trail) }) },
        ]}
      />
      <p class="small muted">
        {formatDay(data.startedAt)} {formatTime(data.startedAt)} – {formatTime(data.endedAt)} ·{' '}
        {tm('walked.cellsHint')}
        {data.gaps > 0 && ` ${tm('walked.gaps')}`}
      </p>
      <WhereNow id={id} here={data.here} />
      {!data.here && data.trail.length > 0 && (
        <LinkButton block icon="download" href={`/api/patrols/${id}.gpx`} download={`walk-${id}.gpx`}>
          {tm('walked.gpx')}
        </LinkButton>
      )}
    </Screen>
  );
}
