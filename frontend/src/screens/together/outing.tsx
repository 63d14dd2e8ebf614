/** One walk together: when and where, who comes, my answer, meeting, and afterwards. */
import { useRoute } from 'preact-iso/router';

import { formatAge, t } from '../../core/i18n';
import { me } from '../../core/session';
import type { TogetherWalk } from '../../core/together';
import { tt } from '../../locales/together';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Notice, Skeleton } from '../../ui/surface';
import { useNow } from '../../ui/use-now';
import { LoadFailed } from '../shell/load-failed';
import { Screen } from '../shell/screen';
import { lastSaid, type SaidItem } from './answers';
import { CallOff } from './call-off';
import { WalkedWith } from '../calling/walked-with';
import { CompanyLine } from './company-line';
import { CompanyQuestion } from './company-question';
import { Lane } from './lane';
import { Moment } from './moment';
import { StepBack } from './my-answer';
import { HowTags, Leaf } from './outing-card';
import { partIn } from './part';
import { PartTag } from './part-line';
import { PlaceSketch } from './place-sketch';
import { saveEntry } from './save-entry';
import { useHere } from './use-here';
import { useWalk } from './use-walks';
import { whenInWords } from './when';
import './together.css';

const BACK = {
  href: '/together',
  get label() {
    return tt('list.back');
  },
};

/** Who calls. What an earlier version kept on the phone may say less. */
function proposer({ proposed_by: by }: TogetherWalk): string {
  if (by?.who === 'coordinator') return tt('walk.byDesk');
  return by?.who && by.name ? tt('walk.by', { name: by.name }) : tt('walk.byNeighbour');
}

function Outing({
  walk,
  at,
  said,
  reload,
}: {
  walk: TogetherWalk;
  at: number | null;
  said: SaidItem | null;
  reload: () => void;
}) {
  const now = useNow(5000);
  const part = partIn(walk, said);
  const off = walk.state === 'cancelled';
  const place = walk.lat !== null && walk.lon !== null ? { lat: walk.lat, lon: walk.lon } : null;
  const here = useHere(place !== null && !off);
  const coming = part === 'joined' || part === 'host' || part === 'met';
  return (
    <Screen title={whenInWords(walk.starts_at, now)} back={BACK} class="together">
      {at !== null && (
        <Notice icon="offline">
          <p>{tt('walk.old', { age: formatAge(at, now) })}</p>
        </Notice>
      )}
      {off && (
        <section class="together-hero">
          <Lane />
          <p>
            <b>{tt('walk.cancelled')}</b>
            <br />
            {walk.cancel_note || tt('walk.cancelledText')}
          </p>
        </section>
      )}
      <section class={`card outing ${off ? 'outing-off' : ''}`}>
        <div class="outing-head">
          <Leaf at={walk.starts_at} />
          <span class="grow">
            <span class="lead strong">{tt('walk.place', { place: walk.meeting_place })}</span>
          </span>
        </div>
        {place && <PlaceSketch at={place} here={here} />}
        <HowTags walk={walk} />
        {!off && <CompanyLine walk={walk} part={part} />}
        {part === 'met' && <PartTag part={part} said={said} />}
        {!walk.proposed_by_me && (
          <p class="outing-line">
            <Icon name="message" size="s" />
            <span>{proposer(walk)}</span>
          </p>
        )}
        {walk.note && <blockquote class="outing-note">{walk.note}</blockquote>}
      </section>
      {coming && <WalkedWith walk={walk} onDone={reload} />}
      {!off && <Moment walk={walk} part={part} said={said} now={now} reload={reload} />}
      {!off && coming && me.value?.tier !== 'coordinator' && <CompanyQuestion />}
      {!off && walk.state !== 'over' && (coming || walk.i_may_edit) && (
        <div class="outing-end">
          {coming && (
            <Button kind="quiet" icon="download" onClick={() => saveEntry(walk)}>
              {tt('calendar.one')}
            </Button>
          )}
          {part === 'joined' && <StepBack walk={walk} onDone={reload} />}
          {walk.i_may_edit && <CallOff id={walk.id} onDone={reload} />}
        </div>
      )}
    </Screen>
  );
}

export default function OutingScreen() {
  const { id = '' } = useRoute().params;
  const { data, error, reload, said } = useWalk(id);
  if (data) return <Outing walk={data.data} at={data.at} said={lastSaid(said, id)} reload={reload} />;
  if (error?.status === 404)
    return (
      <Screen title={tt('walk.gone')} back={BACK}>
        <p class="lead">{tt('walk.goneText')}</p>
      </Screen>
    );
  return (
    <Screen title={tt('walk.title')} back={BACK}>
      {error ? (
        <LoadFailed error={error} retry={reload} />
      ) : (
        <Skeleton label={t('common.loading')} lines={5} />
      )}
    </Screen>
  );
}
