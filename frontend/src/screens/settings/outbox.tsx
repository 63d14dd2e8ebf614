/** What the server would not take: the reason, and the choice to send it again, keep it elsewhere or let it go. */
import { useState } from 'preact/hooks';

import { formatDay, formatTime, t } from '../../core/i18n';
import {
  discardItem,
  exportItems,
  outbox,
  retryItem,
  setAsideItems,
  type SetAsideItem,
} from '../../core/outbox';
import { flush } from '../../core/sync';
import { tm } from '../../locales/more';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Empty, Notice, Skeleton } from '../../ui/surface';
import { Screen } from '../shell/screen';
import { useLoaded } from '../shell/use-loaded';

async function saveAsFile(): Promise<void> {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await exportItems());
  link.download = `modu-patrol-${new Date().toISOString().slice(0, 10)}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export default function OutboxItems() {
  const { pending, setAside } = outbox.value;
  const { data, reload } = useLoaded(`set aside ${setAside}`, setAsideItems);
  const [asking, setAsking] = useState<SetAsideItem | null>(null);
  const act = async (what: Promise<void>) => {
    await what;
    reload();
  };
  return (
    <Screen title={tm('outbox.title')} back={{ href: '/settings', label: tm('more.settings') }}>
      {pending > 0 && (
        <Notice icon="clock" title={tm('outbox.waiting', { count: pending })} role="status">
          <div class="row">
            <Button icon="send" onClick={() => void flush('manual')}>
              {tm('outbox.sendNow')}
            </Button>
          </div>
        </Notice>
      )}
      {!data && <Skeleton label={t('common.loading')} />}
      {data?.length === 0 && pending === 0 && <Empty icon="check" title={tm('outbox.none')} />}
      {data && data.length > 0 && (
        <>
          <p class="muted">{tm('outbox.text')}</p>
          {data.map((item) => (
            <section class="card" key={item.id}>
              <h2>{tm(`outbox.kind.${item.kind}`)}</h2>
              <p class="small muted">
                {formatDay(item.recordedAt)} {formatTime(item.recordedAt)}
              </p>
              <p>{item.problem?.detail || tm('outbox.reasonUnknown')}</p>
              <div class="row">
                <Button icon="refresh" onClick={() => void act(retryItem(item.id))}>
                  {tm('outbox.retry')}
                </Button>
                <Button icon="trash" onClick={() => setAsking(item)}>
                  {tm('outbox.discard')}
                </Button>
              </div>
            </section>
          ))}
        </>
      )}
      {(pending > 0 || setAside > 0) && (
        <Button block icon="download" onClick={() => void saveAsFile()}>
          {tm('outbox.export')}
        </Button>
      )}
      <Dialog open={asking !== null} title={tm('outbox.discardAsk')} onClose={() => setAsking(null)}>
        <p>{tm('outbox.discardText')}</p>
        <Button
          kind="danger"
          block
          onClick={() => {
            if (asking) void act(discardItem(asking.id));
            setAsking(null);
          }}
        >
          {tm('outbox.discardYes')}
        </Button>
        <Button block onClick={() => setAsking(null)}>
          {tm('outbox.keep')}
        </Button>
      </Dialog>
    </Screen>
  );
}
