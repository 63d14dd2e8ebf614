/** The lamps, bells and cameras of the neighbourhood: nearest first, each checked in one tap. */
import { useState } from 'preact/hooks';

import type { LatLon } from '../../api/types';
import { facilities } from '../../core/facilities';
import { formatAge, t } from '../../core/i18n';
import { currentPosition } from '../../core/position';
import { walk } from '../../core/walk';
import { tm } from '../../locales/more';
import { Button } from '../../ui/button';
import { announce } from '../../ui/live';
import { Empty, Skeleton } from '../../ui/surface';
import { LoadFailed } from '../shell/load-failed';
import { Screen } from '../shell/screen';
import { useLoaded } from '../shell/use-loaded';
import { tapped } from './checks';
import { FacilityRow } from './facility-row';
import { inOrder } from './order';

const PAGE = 20;
const FIND_MS = 10_000;

function usePlace() {
  const [place, setPlace] = useState<LatLon | null>(null);
  const [state, setState] = useState<'idle' | 'busy' | 'unknown'>('idle');
  const find = async () => {
    setState('busy');
    const found = await currentPosition(FIND_MS);
    setPlace(found);
    setState(found ? 'idle' : 'unknown');
    if (!found) announce(tm('fac.notFound'));
  };
  return { place: place ?? walk.value?.lastFix ?? null, state, find };
}

function Near({ state, find }: { state: 'idle' | 'busy' | 'unknown'; find: () => Promise<void> }) {
  return (
    <div class="stack-s">
      <Button icon="pin" block busy={state === 'busy'} onClick={() => void find()} data-testid="find-me">
        {tm(state === 'busy' ? 'fac.finding' : 'fac.findMe')}
      </Button>
      <p class="small muted">{tm(state === 'unknown' ? 'fac.notFound' : 'fac.noPlace')}</p>
    </div>
  );
}

export default function Facilities() {
  const { data, error, reload } = useLoaded('facilities', facilities);
  const { place, state, find } = usePlace();
  const [only, setOnly] = useState<'due' | 'all' | null>(null);
  const [pages, setPages] = useState(1);
  const all = inOrder(data?.items ?? [], place);
  const due = all.filter((item) => item.due || tapped.value.has(item.id));
  const showing = only ?? (due.length > 0 ? 'due' : 'all');
  const list = showing === 'due' ? due : all;
  const left = list.length - pages * PAGE;
  return (
    <Screen title={tm('fac.title')} back={{ href: '/', label: t('nav.home') }}>
      <p class="muted">{tm('fac.text')}</p>
      {error && <LoadFailed error={error} retry={reload} />}
      {!data && !error && <Skeleton label={t('common.loading')} />}
      {data?.at && <p class="small muted">{tm('fac.old', { age: formatAge(data.at) })}</p>}
      {all.length > 0 && (
        <>
          {!place && <Near state={state} find={find} />}
          <div class="show" role="group" aria-label={tm('fac.show')}>
            <Button aria-pressed={showing === 'due'} onClick={() => setOnly('due')}>
              {tm('fac.showDue', { count: all.filter((item) => item.due).length })}
            </Button>
            <Button aria-pressed={showing === 'all'} onClick={() => setOnly('all')}>
              {tm('fac.showAll', { count: all.length })}
            </Button>
          </div>
          {list.length === 0 && <Empty icon="check" title={tm('fac.allDone')} />}
          <ul class="rows">
            {list.slice(0, pages * PAGE).map((item) => (
              <FacilityRow key={item.id} item={item} />
            ))}
          </ul>
          {left > 0 && (
            <Button block onClick={() => setPages(pages + 1)}>
              {tm('fac.more', { count: left })}
            </Button>
          )}
        </>
      )}
      {data && all.length === 0 && (
        <Empty icon="lamp" title={tm('fac.empty')}>
          <p class="muted">{tm('fac.emptyText')}</p>
        </Empty>
      )}
    </Screen>
  );
}
