/** One call: the words while it runs, the time left, who was asked, who read it, and what was seen. */
import { useState } from 'preact/hooks';

import { formatDuration } from '../../core/i18n';
import { announce, Button, Facts, Tag } from '../../ui';
import { asDuration, secondsUntil } from '../ages';
import { serverNow } from '../clock';
import { Trouble } from '../export-dialog';
import { sayTime } from '../texts';
import { useDeed } from '../use-deed';
import { type DeskMissing, extendMissing, runs } from './missing';
import { Sightings } from './sightings';
import { tell } from './words';

interface Props {
  one: DeskMissing;
  /** Its sightings are shown from the start. */
  wide: boolean;
  onChanged: () => Promise<void>;
  /** Null for somebody who may only look. */
  onEnd: (() => void) | null;
}

export function CallCard({ one, wide, onChanged, onEnd }: Props) {
  const [opened, setOpened] = useState<boolean | null>(null);
  const shown = opened ?? wide;
  const now = serverNow.value;
  const running = runs(one, now);
  const name = running ? one.words : tell(`outcome.${one.outcome ?? 'expired'}`);
  return (
    <article class="desk-look-out" id={`missing-${one.id}`} data-testid="missing-call">
      {running ? <p class="desk-call-words">{one.words}</p> : <Over one={one} />}
      {running && <Where one={one} />}
      <p class="small muted">
        {one.raised_by === null
          ? tell('one.openedPlain', { time: sayTime(one.opened_at, now) })
          : tell('one.opened', { time: sayTime(one.opened_at, now), name: one.raised_by })}
      </p>
      {running && <Left one={one} />}
      <Facts
        items={[
          { label: tell('one.told'), value: tell('one.people', { count: one.told }) },
          { label: tell('one.seen'), value: tell('one.people', { count: one.seen }) },
          { label: tell('one.sightings'), value: tell('one.times', { count: one.sightings }) },
        ]}
      />
      {one.after_close > 0 && (
        <p>
          <Tag tone="warn">{tell('one.afterClose', { count: one.after_close })}</Tag>
        </p>
      )}
      <div class="desk-actions">
        {onEnd !== null && running && (
          <>
            <Button kind="primary" icon="check" onClick={onEnd}>
              {tell('one.close')}
            </Button>
            <Extend one={one} onChanged={onChanged} />
          </>
        )}
        {onEnd !== null && !running && one.outcome === 'expired' && (
          <Button icon="check" onClick={onEnd}>
            {tell('one.settle')}
          </Button>
        )}
        <Button
          kind="quiet"
          icon="eye"
          aria-expanded={shown}
          aria-label={`${tell(shown ? 'seen.hide' : 'seen.show')}: ${name}`}
          onClick={() => setOpened(!shown)}
        >
          {tell(shown ? 'seen.hide' : 'seen.show')}
        </Button>
      </div>
      {shown && <Sightings one={one} />}
    </article>
  );
}

function Where({ one }: { one: DeskMissing }) {
  const parts = [
    one.seen_near && `${tell('one.near')}: ${one.seen_near}`,
    one.last_seen_at && `${tell('one.last')}: ${sayTime(one.last_seen_at, serverNow.value)}`,
  ].filter(Boolean);
  return parts.length === 0 ? null : <p>{parts.join(' · ')}</p>;
}

function Left({ one }: { one: DeskMissing }) {
  const seconds = secondsUntil(one.expires_at, serverNow.value);
  return (
    <p class="desk-call-left">
      <span class="muted small">{tell('one.left')}</span>{' '}
      <time class="num strong" dateTime={asDuration(seconds)}>
        {formatDuration(seconds * 1000)}
      </time>{' '}
      <span class="muted small">{tell('one.ends', { time: sayTime(one.expires_at, serverNow.value) })}</span>
    </p>
  );
}

function Over({ one }: { one: DeskMissing }) {
  const time = sayTime(one.closed_at ?? one.expires_at, serverNow.value);
  return (
    <>
      <p class="strong">{tell(`outcome.${one.outcome ?? 'expired'}`)}</p>
      <p class="small muted">
        {one.closed_by === null
          ? tell('one.ended', { time })
          : tell('one.endedBy', { time, name: one.closed_by })}
        {' · '}
        {tell('one.gone')}
      </p>
    </>
  );
}

function Extend({ one, onChanged }: { one: DeskMissing; onChanged: () => Promise<void> }) {
  const { busy, problem, run } = useDeed();
  if (one.expires_at >= one.latest_end) return <span class="small muted">{tell('one.longest')}</span>;
  const extend = () =>
    run(async () => {
      const later = await extendMissing(one);
      announce(tell('one.extended', { time: sayTime(later.expires_at, serverNow.value) }));
      await onChanged();
    });
  return (
    <>
      <Button icon="clock" busy={busy} onClick={() => void extend()}>
        {tell('one.extend')}
      </Button>
      <Trouble text={problem} />
    </>
  );
}
