/** Whom to look out for: the desk's words, only while walking, and saying that they were seen. */
import { useRoute } from 'preact-iso/router';
import { useEffect, useState } from 'preact/hooks';

import { onNotice } from '../../core/channel';
import { formatDay, formatTime, t } from '../../core/i18n';
import { askMissing, isOpen, markSeen, missing, type MissingCall } from '../../core/missing';
import { outbox } from '../../core/outbox';
import { walk } from '../../core/walk';
import { tx } from '../../locales/missing';
import { Button } from '../../ui/button';
import { CallLink } from '../../ui/emergency';
import { Notice, Skeleton } from '../../ui/surface';
import { useNow } from '../../ui/use-now';
import { LoadFailed } from '../shell/load-failed';
import { Screen } from '../shell/screen';
import { useLoaded } from '../shell/use-loaded';
import { Saw } from './saw';
import './missing.css';

const AGAIN_MS = 30_000;

export default function MissingScreen() {
  const id = useRoute().params['id'] ?? '';
  const { data, error, reload } = useLoaded(`missing ${id}`, askMissing);
  const now = useNow(AGAIN_MS);
  useEffect(() => {
    const stop = onNotice((notice) => {
      if (notice.kind === 'push') reload();
    });
    const timer = setInterval(reload, AGAIN_MS);
    addEventListener('online', reload);
    return () => {
      stop();
      clearInterval(timer);
      removeEventListener('online', reload);
    };
  }, [reload]);
  const walking = walk.value !== null && walk.value.phase !== 'ended';
  const one = (data ?? missing.value ?? []).find((each) => each.id === id) ?? null;
  const open = one !== null && isOpen(one, now);
  const seen = one?.seen ?? true;
  useEffect(() => {
    // A look that could not be told is told with the next answer.
    if (open && !seen) void markSeen(id).catch(() => {});
  }, [id, open, seen]);
  // Only silence counts as no network; any other answer of the server is one.
  const silent = error !== null && error.status === null;
  const back = walking ? { href: '/walk', label: tx('one.back') } : { href: '/', label: t('nav.home') };
  return (
    <Screen title={tx('one.title')} back={back}>
      {one === null && data === null && error === null && <Skeleton label={t('common.loading')} />}
      {open && <Words one={one} />}
      {one !== null && !open && <Over found={one.state === 'found'} />}
      {one === null && silent && (
        <Notice tone="warn" icon="offline" title={tx('one.offline')} role="status">
          <p>{tx('one.offlineDo')}</p>
        </Notice>
      )}
      {one === null && error !== null && !silent && <LoadFailed error={error} retry={reload} />}
      {one === null && data !== null && !silent && (
        <Notice tone="info" icon="walk" title={tx('one.none')}>
          <p>{tx('one.noneWhy')}</p>
        </Notice>
      )}
      {(open || (one === null && silent)) && <Telling id={id} here={one?.my_sightings ?? 0} />}
      {one !== null && !open && one.state !== 'found' && <Late id={id} here={one.my_sightings} />}
      <CallLink number="112" text={t('sos.112')} />
    </Screen>
  );
}

function Words({ one }: { one: MissingCall }) {
  return (
    <>
      <section class="card stack" data-testid="missing-words">
        <p class="look-words">{one.words}</p>
        <dl class="look-facts">
          {one.seen_near && <Fact name={tx('one.near')} value={one.seen_near} />}
          {one.last_seen_at && <Fact name={tx('one.last')} value={moment(one.last_seen_at)} />}
          <Fact name={tx('one.until')} value={tx('one.untilValue', { time: formatTime(one.expires_at) })} />
        </dl>
      </section>
      <p>{tx('one.how')}</p>
      <p class="small muted">{tx('one.only')}</p>
    </>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt class="muted small">{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** With the day when it was not today. */
function moment(at: string): string {
  const today = new Date().toDateString() === new Date(at).toDateString();
  return today ? formatTime(at) : `${formatDay(at)} ${formatTime(at)}`;
}

function Over({ found }: { found: boolean }) {
  return (
    <Notice
      tone="good"
      icon={found ? 'heart' : 'check'}
      title={tx(found ? 'one.found' : 'one.over')}
      role="status"
    >
      <p>{tx(found ? 'one.foundMore' : 'one.overMore')}</p>
    </Notice>
  );
}

/** What the server had of me when this was opened; what I say from here on is listed one by one. */
function Telling({ id, here }: { id: string; here: number }) {
  const [earlier] = useState(outbox.value.pending === 0 ? here : 0);
  return <Saw id={id} earlier={earlier} />;
}

/** Over, but not found: what comes back to somebody may still help. */
function Late({ id, here }: { id: string; here: number }) {
  const [asked, setAsked] = useState(false);
  if (asked) return <Telling id={id} here={here} />;
  return (
    <div class="stack-s">
      <p>{tx('one.late')}</p>
      <Button icon="eye" block onClick={() => setAsked(true)}>
        {tx('one.saw')}
      </Button>
    </div>
  );
}
