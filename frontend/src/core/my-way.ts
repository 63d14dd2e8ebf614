/** My place while I am on my way to somebody: only the newest goes out, past the outbox, and nothing of it is kept here. */
import { signal, type Signal } from '@preact/signals';

import { ApiError, call } from '../api/client';
import { getValue, KEPT_PREFIX, setValue } from './db';
import { watchPositions, type Gps } from './positions';
import type { Reading } from './walk-rules';

/** `lost`: sending fails just now. `refused`: nobody needs it any more. `left`: switched off, but the last place is still there. */
export type Showing = 'off' | 'waiting' | 'shown' | 'lost' | 'denied' | 'refused' | 'left';

export const EVERY_MS = 15_000;
const STEP_M = 20;
const LEAST_MS = 5000;
const COARSE_M = 100;
const LONGEST_PAUSE_MS = 120_000;
/** Goes with everything that is kept when somebody signs out. */
const HIDDEN = `${KEPT_PREFIX}way-hidden`;
const METRES_PER_DEGREE = 111_320;

export const showing: Signal<Showing> = signal('off');

/** Whether I switched it off for this visit; the choice holds when the app is opened again. */
export async function isHidden(alertId: string): Promise<boolean> {
  try {
    return (await getValue<string>(HIDDEN)) === alertId;
  } catch {
    return false; // the phone's storage failed: the switch is there to see
  }
}

const pathOf = (alertId: string) => `/api/alerts/${encodeURIComponent(alertId)}/my-place`;

function metres(one: Reading, other: Reading): number {
  const east = (one.lon - other.lon) * Math.cos((one.lat * Math.PI) / 180);
  return Math.hypot(one.lat - other.lat, east) * METRES_PER_DEGREE;
}

/** Sends my place as long as the returned function was not called. What could not be sent is forgotten: the next place counts. */
export function showMyWay(alertId: string): () => void {
  let last: Reading | null = null;
  let lastAt = -Infinity;
  let pause = 0;
  let busy = false;
  let over = false;
  showing.value = 'waiting';
  const tell = (now: Showing) => {
    if (!over) showing.value = now;
  };
  const stop = () => {
    over = true;
    stopWatching();
  };
  const taken = (reading: Reading) => {
    const since = Date.now() - lastAt;
    const far = last !== null && metres(last, reading) >= STEP_M;
    if (busy || over || reading.accuracyM > COARSE_M) return;
    if (since < Math.max(pause, far ? LEAST_MS : EVERY_MS)) return;
    [last, lastAt, busy] = [reading, Date.now(), true];
    void send(reading);
  };
  const send = async (reading: Reading) => {
    const body = {
      lat: reading.lat,
      lon: reading.lon,
      accuracy_m: reading.accuracyM,
      recorded_at: new Date(reading.t).toISOString(),
      sent_at: new Date().toISOString(),
    };
    try {
      await call('PUT', pathOf(alertId), { body, timeoutS: 10 });
      pause = 0;
      tell('shown');
    } catch (error) {
      const status = error instanceof ApiError ? error.status : null;
      if (status === 403 || status === 404 || status === 409) {
        tell(status === 403 ? 'denied' : 'refused');
        stop();
      } else {
        pause = Math.min(Math.max(EVERY_MS, pause * 2), LONGEST_PAUSE_MS);
        tell('lost');
      }
    } finally {
      busy = false;
    }
  };
  const heard = (gps: Gps) => {
    if (gps === 'denied') tell('denied');
    else if (gps === 'unavailable' || gps === 'lost') tell('lost');
  };
  const stopWatching = watchPositions(taken, heard);
  return () => {
    if (!over) showing.value = 'off';
    stop();
  };
}

/** Stops showing it, and takes back what was shown. Answers whether the server forgot it. */
export async function hideMyWay(alertId: string): Promise<boolean> {
  showing.value = 'off';
  await remember(alertId);
  try {
    await call('DELETE', pathOf(alertId), { timeoutS: 10 });
    return true;
  } catch (error) {
    const gone = error instanceof ApiError && (error.status === 404 || error.status === 409);
    if (!gone) showing.value = 'left';
    return gone;
  }
}

export function allowMyWay(): Promise<void> {
  return remember(undefined);
}

async function remember(alertId: string | undefined): Promise<void> {
  try {
    await setValue(HIDDEN, alertId);
  } catch {
    // Full or forbidden: the choice lasts as long as the app is open.
  }
}
