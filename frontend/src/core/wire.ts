/** One request to `POST /api/sync`, and what its answer means for the items in it. */
import { ApiError, call } from '../api/client';
import type { SyncAnswer, SyncResult } from '../api/types';
import { onTheWire } from './batch';
import type { StoredItem } from './db';

export type WireOutcome =
  | { kind: 'receipts'; results: SyncResult[] }
  /** The whole request was refused because of something in it. */
  | { kind: 'refused'; error: ApiError }
  | { kind: 'sign-in' }
  | { kind: 'unreachable' }
  /** The server answered, but not with receipts: keep everything and wait. */
  | { kind: 'trouble'; error: ApiError };

const STATUSES = new Set(['applied', 'duplicate', 'conflict', 'rejected', 'retry']);
/** Under this, gzip's own header eats the gain. */
const GZIP_FROM_BYTES = 1500;
let gzipRefused = false;

export async function postBatch(
  deviceId: string,
  batch: StoredItem[],
  urgent: boolean,
): Promise<WireOutcome> {
  const body = JSON.stringify({
    device_id: deviceId,
    sent_at: new Date().toISOString(),
    items: batch.map(onTheWire),
  });
  try {
    const answer = await post(body, urgent);
    const results = readReceipts(answer);
    return results ? { kind: 'receipts', results } : { kind: 'trouble', error: new ApiError(200) };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === null) return { kind: 'unreachable' };
    if (error.status === 401) return { kind: 'sign-in' };
    if ([400, 413, 422].includes(error.status)) return { kind: 'refused', error };
    return { kind: 'trouble', error };
  }
}

async function post(body: string, urgent: boolean): Promise<unknown> {
  // A call for help rather tries again soon than waits long on a dying connection.
  const timeoutS = urgent ? 15 : 60;
  const plain = new Blob([body], { type: 'application/json' });
  if (plain.size < GZIP_FROM_BYTES || gzipRefused || !('CompressionStream' in globalThis)) {
    return call<unknown>('POST', '/api/sync', { raw: plain, timeoutS });
  }
  const raw = await new Response(plain.stream().pipeThrough(new CompressionStream('gzip'))).blob();
  try {
    const headers = { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' };
    return await call<unknown>('POST', '/api/sync', { raw, headers, timeoutS });
  } catch (error) {
    // Some proxies do not pass compressed requests on.
    if (!(error instanceof ApiError) || (error.status !== 415 && error.status !== 400)) throw error;
    const answer = await call<unknown>('POST', '/api/sync', { raw: plain, timeoutS });
    gzipRefused = true;
    return answer;
  }
}

/** Only a well-formed list of receipts counts; one odd entry does not spoil the others. */
function readReceipts(answer: unknown): SyncResult[] | null {
  const results = (answer as Partial<SyncAnswer> | null)?.results;
  if (!Array.isArray(results)) return null;
  return results.filter((result) => typeof result?.id === 'string' && STATUSES.has(result.status));
}
