/** Says honestly how fresh the picture is. */
import { Icon, Notice } from '../ui';
import { serverNow } from './clock';
import { line, refreshBoard } from './live-board';
import type { Line } from './stream';
import { say, sayAgo } from './texts';

/** After this long without a believable answer the page says so in its body, not only in the corner. */
export const STALE_AFTER_MS = 30_000;

export function Connection() {
  const { state } = line.value;
  return (
    <div class={`desk-line is-${state}`}>
      <Icon name={state === 'live' ? 'cloud' : 'offline'} />
      <span>{wordFor(line.value)}</span>
      {state === 'retrying' && (
        <button
          type="button"
          class="btn btn-icon"
          aria-label={say('line.refresh')}
          onClick={() => void refreshBoard()}
        >
          <Icon name="refresh" />
        </button>
      )}
    </div>
  );
}

function wordFor({ state, asOf }: Line): string {
  if (state === 'live') return say('line.live');
  if (state === 'connecting') return say('line.connecting');
  if (asOf === null) return say('line.retryingNever');
  return say('line.retrying', { age: ageOf(asOf) });
}

/** `asOf` is this computer's time, so it is compared with this computer's clock. */
function ageOf(asOf: number): string {
  void serverNow.value; // once a second
  return sayAgo(new Date(asOf).toISOString(), Date.now());
}

export function StaleNotice() {
  const { state, asOf } = line.value;
  void serverNow.value;
  if (state === 'live' || asOf === null || Date.now() - asOf < STALE_AFTER_MS) return null;
  return (
    <Notice tone="warn" icon="offline">
      <p>{say('line.stale', { age: ageOf(asOf) })}</p>
    </Notice>
  );
}
