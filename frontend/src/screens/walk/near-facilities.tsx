/** What could be looked at on the way: how many stand close by, and the list of them. */
import { useEffect, useState } from 'preact/hooks';

import { allFacilities } from '../../core/facilities';
import type { WalkState } from '../../core/walk';
import { tm } from '../../locales/more';
import { Button, LinkButton } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Empty } from '../../ui/surface';
import { FacilityRow } from '../facilities/facility-row';
import { inOrder, onTheWay, type Shown } from '../facilities/order';
import { Screen } from '../shell/screen';

const MOST = 8;

/** The list of the neighbourhood is read once; which are near follows the steps. */
function useNear(state: WalkState): readonly Shown[] {
  useEffect(() => void allFacilities.open(), []);
  const items = allFacilities.state.value.data?.items ?? [];
  return state.lastFix ? onTheWay(items, state.lastFix) : [];
}

export function NearFacilities({ state, onOpen }: { state: WalkState; onOpen: () => void }) {
  const near = useNear(state);
  if (near.length === 0) return null;
  const count = near.filter((item) => item.due).length;
  return (
    <Button icon="lamp" block onClick={onOpen} data-testid="walk-near">
      {count > 0 ? tm('walk.near', { count }) : tm('walk.nearChecked')}
    </Button>
  );
}

export function CheckFacilities({ state, onBack }: { state: WalkState; onBack: () => void }) {
  const near = useNear(state);
  // What was here when the list was opened stays in its place: nothing slips away from under a finger.
  const [order, setOrder] = useState<readonly string[]>([]);
  const all = allFacilities.state.value.data?.items ?? [];
  const byId = new Map(near.map((item) => [item.id, item]));
  useEffect(() => {
    if (order.length === 0) setOrder(near.slice(0, MOST).map(({ id }) => id));
  }, [near.length === 0]);
  const kept = inOrder(all, state.lastFix).filter(({ id }) => order.includes(id));
  const shown = order.flatMap((id) => byId.get(id) ?? kept.find((item) => item.id === id) ?? []);
  return (
    <div>
      <button type="button" class="backlink" onClick={onBack}>
        <Icon name="back" size="s" />
        {tm('report.back')}
      </button>
      <Screen title={tm('fac.near')}>
        <p class="muted">{tm('fac.text')}</p>
        {shown.length === 0 && <Empty icon="lamp" title={tm('fac.empty')} />}
        <ul class="rows">
          {shown.map((item) => (
            <FacilityRow key={item.id} item={item} />
          ))}
        </ul>
        <LinkButton block href="/facilities">
          {tm('fac.all')}
        </LinkButton>
      </Screen>
    </div>
  );
}
