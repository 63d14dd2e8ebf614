/** What is saved where, and what this phone cannot do: told, not hidden. */
import { outbox } from '../../core/outbox';
import { reachability } from '../../core/sync';
import type { WalkState } from '../../core/walk';
import { tm } from '../../locales/more';
import { Icon } from '../../ui/icon';
import { Tag } from '../../ui/surface';

export function SavedTag({ state }: { state: WalkState }) {
  const { pending, sending } = outbox.value;
  const atDesk = pending === 0 && reachability.value === 'reached' && state.saved === 'saved';
  return (
    <p class="row walk-saved">
      {state.saved === 'failed' ? (
        <Tag tone="danger">{tm('walk.saveFailed')}</Tag>
      ) : sending ? (
        <Tag tone="info" icon="send">
          {tm('walk.syncing', sending)}
        </Tag>
      ) : atDesk ? (
        <Tag tone="good" icon="cloud">
          {tm('walk.atDesk')}
        </Tag>
      ) : (
        <Tag tone="good" icon="device">
          {tm(state.saved === 'saving' ? 'walk.saving' : 'walk.saved')}
        </Tag>
      )}
      {state.checkIns > 0 && (
        <Tag tone="info" icon="message">
          {tm('walk.reports', { count: state.checkIns })}
        </Tag>
      )}
    </p>
  );
}

const GPS_WORDS = {
  waiting: 'walk.gpsWaiting',
  weak: 'walk.gpsWeak',
  denied: 'walk.gpsDenied',
  unavailable: 'walk.gpsNone',
  lost: 'walk.gpsLost',
} as const;

/** What is wrong with the positions just now. */
export function GpsWord({ state }: { state: WalkState }) {
  if (state.gps === 'ok') return null;
  return (
    <p class="row walk-truth walk-truth-now" role="status">
      <Icon name="pin" size="s" />
      <span class="grow">{tm(GPS_WORDS[state.gps])}</span>
    </p>
  );
}

/** With the screen locked a web page gets no positions. */
export function LockWord({ state }: { state: WalkState }) {
  return (
    <p class="row walk-truth">
      <Icon name="lock" size="s" />
      <span class="grow">{tm(state.wakeLock === 'on' ? 'walk.lockTruth' : 'walk.lockOff')}</span>
    </p>
  );
}
