/** One alert as it is now; kept fresh by the same stream as the board. */
import { signal } from '@preact/signals';

import { ApiError } from '../api/client';
import { withMoments } from './board';
import { getAlert, STREAM_URL } from './client';
import { serverNow } from './clock';
import type { DeskAlert } from './contract';
import { fetchBoard, line } from './live-board';
import { type Fetched, openStream } from './stream';

export const alert = signal<DeskAlert | null>(null);
export const trouble = signal<'none' | 'missing' | 'unreached'>('none');

/** What was disclosed on request; it is held only while this page is open and never stored. */
export const disclosed = signal<Pick<DeskAlert, 'address' | 'entry_note' | 'location'> | null>(null);

let refresh: (() => Promise<void>) | null = null;

/** Follows one alert until the returned function is called, and then forgets it. */
export function followAlert(id: string): () => void {
  const stream = openStream({
    url: STREAM_URL,
    refetch: () => fetchAlert(id),
    onLine: (state) => (line.value = state),
  });
  refresh = stream.refresh;
  return () => {
    stream.close();
    refresh = null;
    alert.value = null;
    disclosed.value = null;
    trouble.value = 'none';
  };
}

export async function refreshAlert(): Promise<void> {
  await refresh?.();
}

/** Throws ApiError; the server logs the view before it answers. */
export async function discloseAddress(id: string): Promise<void> {
  const { address, entry_note, location } = await getAlert(id, true);
  disclosed.value = { address, entry_note, location };
  await refreshAlert();
}

async function fetchAlert(id: string): Promise<Fetched> {
  try {
    await fetchBoard();
    const arrived = await getAlert(id);
    const now = new Date(serverNow.value).toISOString();
    alert.value = withMoments([arrived], now)[0] ?? arrived;
    trouble.value = 'none';
    return 'ok';
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 404) {
      trouble.value = 'missing';
      return 'ok';
    }
    trouble.value = 'unreached';
    return error.status === 401 || error.status === 403 ? 'gone' : 'failed';
  }
}
