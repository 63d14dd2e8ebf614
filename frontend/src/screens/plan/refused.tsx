/** What was said about promises without a network and the server did not take: why, and what was typed is still there. */
import { discardItem } from '../../core/outbox';
import type { PlanItem } from '../../core/plans';
import { tm } from '../../locales/more';
import { tp } from '../../locales/plan';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/surface';

export function RefusedItem({ item, onFix }: { item: PlanItem; onFix: () => void }) {
  const why = item.refused !== 'unknown' && item.refused?.detail;
  return (
    <Notice tone="warn" title={tp('plan.refused')}>
      <p>
        {tm(`outbox.kind.${item.kind}`)}: {why || tp('plan.refusedWhy')}
      </p>
      <div class="row">
        {item.kind === 'plan.set' && <Button onClick={onFix}>{tp('plan.refusedFix')}</Button>}
        <Button kind="quiet" onClick={() => void discardItem(item.id)}>
          {tp('plan.refusedDrop')}
        </Button>
      </div>
    </Notice>
  );
}
