/** Whom I do not want called, and letting them be called again. */
import { useState } from 'preact/hooks';

import { callAgain, readBlocks, type Tied } from '../../core/calling';
import { formatDay, t } from '../../core/i18n';
import { tm } from '../../locales/more';
import { Button, LinkButton } from '../../ui/button';
import { QuickExit } from '../../ui/quick-exit';
import { Empty, Skeleton } from '../../ui/surface';
import { LoadFailed } from '../shell/load-failed';
import { Screen } from '../shell/screen';
import { useLoaded } from '../shell/use-loaded';
import { DeskLine } from './desk-line';
import { Undo } from './undo';
import './calling.css';

export default function Blocks() {
  const { data, error, reload } = useLoaded('blocks', readBlocks);
  const [asking, setAsking] = useState<Tied | null>(null);
  return (
    <Screen title={tm('blocks.title')} back={{ href: '/settings', label: tm('more.settings') }}>
      <p>{tm('blocks.text')}</p>
      <p class="muted">{tm('blocks.private')}</p>
      {error && <LoadFailed error={error} retry={reload} />}
      {!data && !error && <Skeleton label={t('common.loading')} />}
      {data?.items.length === 0 && <Empty icon="people" title={tm('blocks.none')} />}
      {data && data.items.length > 0 && (
        <ul class="rows" data-testid="blocks">
          {data.items.map((one) => (
            <li key={one.who} class="tied">
              <span class="grow">
                <span class="strong">{one.name}</span>
                <span class="muted small">{tm('calling.since', { day: formatDay(one.since) })}</span>
              </span>
              <Button onClick={() => setAsking(one)} aria-label={tm('calling.undoNamed', { name: one.name })}>
                {tm('calling.undo')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <section class="stack">
        <p>{tm('blocks.how')}</p>
        <LinkButton block icon="eye" href="/settings/access-log">
          {tm('blocks.look')}
        </LinkButton>
        <p>{tm('blocks.other')}</p>
        <DeskLine />
      </section>
      <div class="row">
        <QuickExit />
      </div>
      {asking && (
        <Undo
          title={tm('blocks.undoAsk', { name: asking.name })}
          yes={tm('blocks.undoYes')}
          no={tm('blocks.undoNo')}
          done={tm('blocks.undone', { name: asking.name })}
          act={() => callAgain(asking.who)}
          onClose={() => setAsking(null)}
          onDone={() => {
            setAsking(null);
            reload();
          }}
        >
          <p>{tm('blocks.undoText', { name: asking.name })}</p>
        </Undo>
      )}
    </Screen>
  );
}
