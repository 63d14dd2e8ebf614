/** While walking: somebody is missing, one line that leads to them. It says nothing of who. */
import { useEffect, useState } from 'preact/hooks';

import { onNotice } from '../../core/channel';
import { askMissing, forgetMissing, isOpen, missing } from '../../core/missing';
import { walk } from '../../core/walk';
import { missingTexts, tx } from '../../locales/missing';
import { Icon } from '../../ui/icon';
import { announce } from '../../ui/live';
import { useNow } from '../../ui/use-now';
import './missing.css';

const EVERY_MS = 30_000;

/** Asks while a walk is recorded here and the app is in view; afterwards nothing of it stays. */
function useMissingNearby(): void {
  const walking = walk.value !== null && walk.value.phase !== 'ended';
  useEffect(() => {
    if (!walking) return forgetMissing();
    const ask = () => {
      // Without an answer what is known stays until its time is over.
      if (document.visibilityState === 'visible') askMissing().catch(() => {});
    };
    ask();
    const timer = setInterval(ask, EVERY_MS);
    document.addEventListener('visibilitychange', ask);
    addEventListener('online', ask);
    const stop = onNotice((notice) => {
      if (notice.kind === 'push') ask();
    });
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', ask);
      removeEventListener('online', ask);
      stop();
    };
  }, [walking]);
}

export function MissingStrip() {
  const [ready, setReady] = useState(false);
  useEffect(() => void missingTexts.load().then(() => setReady(true)), []);
  useMissingNearby();
  const now = useNow(missing.value?.length ? 5000 : null);
  const open = (missing.value ?? []).filter((one) => isOpen(one, now));
  const count = open.length;
  const shown = ready && count > 0;
  const text = !shown ? '' : count === 1 ? tx('strip.one') : tx('strip.more', { count });
  useEffect(() => {
    if (text) announce(text);
  }, [text]);
  const first = open.find((one) => !one.seen) ?? open[0];
  if (!shown || !first) return null;
  return (
    <div class="stack-s" data-testid="missing-strip">
      <a class="look-out" href={`/missing/${first.id}`}>
        <Icon name="eye" size="l" />
        <strong class="grow">{text}</strong>
        <span class="look-out-go">
          {tx('strip.open')}
          <Icon name="next" size="s" />
        </span>
      </a>
      {open.length > 1 && <OtherOnes ids={open.filter(({ id }) => id !== first.id).map(({ id }) => id)} />}
    </div>
  );
}

function OtherOnes({ ids }: { ids: readonly string[] }) {
  return (
    <p class="row">
      {ids.map((id, index) => (
        <a class="btn btn-second" key={id} href={`/missing/${id}`}>
          {`${tx('strip.open')} ${index + 2}`}
        </a>
      ))}
    </p>
  );
}
