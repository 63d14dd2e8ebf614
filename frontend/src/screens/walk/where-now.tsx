/** Where a finished walk is: on this phone, on its way, at the desk. */
import { outbox } from '../../core/outbox';
import { reachability } from '../../core/sync';
import { walkDelivery } from '../../core/walk';
import { tm } from '../../locales/more';
import { LinkButton } from '../../ui/button';
import { Notice } from '../../ui/surface';
import { useLoaded } from '../shell/use-loaded';

export function WhereNow({ id, here }: { id: string; here: boolean }) {
  const { pending, setAside, sending } = outbox.value;
  // Asked again whenever something left or arrived.
  const { data } = useLoaded(here ? `${id} ${pending} ${setAside} ${sending?.done ?? ''}` : null, () =>
    walkDelivery(id),
  );
  const atDesk = !here || (data !== null && data.delivered >= data.total);
  // Without a network nothing is moving, however much has arrived before.
  const moving = data !== null && data.delivered > 0 && reachability.value !== 'unreachable';
  const words = atDesk
    ? tm('walked.atDesk')
    : moving
      ? tm('walked.syncing', { done: data.delivered, total: data.total })
      : tm('walked.here');
  return (
    <div class="stack" data-testid="walk-where" data-delivered={atDesk}>
      <Notice
        tone={atDesk ? 'good' : 'info'}
        icon={atDesk ? 'cloud' : moving ? 'send' : 'device'}
        title={`${tm('walked.where')} ${words}`}
        role="status"
      >
        <p>{atDesk ? tm('walked.trim') : tm('walked.hereHint')}</p>
        {!atDesk && data && data.total > 0 && (
          <progress class="progress" max={data.total} value={data.delivered} aria-label={words} />
        )}
      </Notice>
      {data && data.setAside > 0 && (
        <Notice tone="warn" title={tm('walked.setAside', { count: data.setAside })}>
          <div class="row">
            <LinkButton href="/settings/outbox">{tm('outbox.title')}</LinkButton>
          </div>
        </Notice>
      )}
    </div>
  );
}
