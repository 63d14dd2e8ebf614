/** What became of my promises, newest first. */
import { useState } from 'preact/hooks';

import type { PromiseStatus } from '../../api/promises';
import { t } from '../../core/i18n';
import { readHistory } from '../../core/plans';
import { tm } from '../../locales/more';
import { tp } from '../../locales/plan';
import { Button } from '../../ui/button';
import { type Tone, Skeleton, Tag } from '../../ui/surface';
import type { IconName } from '../../ui/icon';
import { LoadFailed } from '../shell/load-failed';
import { usePages } from '../shell/use-pages';
import { dayWords, timeWords } from './words';

const LOOKS: Record<PromiseStatus, { tone: Tone; icon: IconName }> = {
  kept: { tone: 'good', icon: 'check' },
  kept_early: { tone: 'good', icon: 'check' },
  kept_late: { tone: 'warn', icon: 'clock' },
  missed: { tone: 'danger', icon: 'alert' },
  settled: { tone: 'info', icon: 'people' },
  paused: { tone: 'plain', icon: 'moon' },
  asleep: { tone: 'plain', icon: 'offline' },
};

/** Folded until somebody wants to see it. */
export function History() {
  const [open, setOpen] = useState(false);
  return (
    <details class="plan-span" onToggle={(event) => setOpen(event.currentTarget.open)} data-testid="history">
      <summary>{tp('history.title')}</summary>
      {open && <Pages />}
    </details>
  );
}

function Pages() {
  const { items, error, reload, more } = usePages('plan history', readHistory);
  if (error && !items) return <LoadFailed error={error} retry={reload} />;
  if (!items) return <Skeleton label={t('common.loading')} />;
  if (items.length === 0) return <p class="muted">{tp('history.none')}</p>;
  return (
    <div class="stack">
      <ul class="rows plan-history">
        {items.map(({ plan_id, day, minute, status, late }) => (
          <li key={`${plan_id} ${day} ${minute}`}>
            <span>
              {dayWords(day)} {timeWords(minute)}
            </span>
            <span>
              <Tag {...LOOKS[status]}>{tp(`status.${status}`)}</Tag>
              {late && <span class="small muted"> {tp('history.late')}</span>}
            </span>
          </li>
        ))}
      </ul>
      {more && (
        <Button block onClick={more}>
          {tm('more.loadMore')}
        </Button>
      )}
    </div>
  );
}
