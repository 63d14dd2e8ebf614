/** Empties the outbox once: calls for help first and alone, then the rest. Runs in the page and in the service worker. */
import type { SyncResult } from '../api/types';
import { halves, isDue, nextBatch } from './batch';
import { announce } from './channel';
import type { StoredItem } from './db';
import { identity, type Identity } from './identity';
import { ifFree, LOCK, URGENT_LOCK } from './locks';
import { claimItems, readyItems, setItemAside, settle } from './outbox-store';
import { forgetOldDrafts, uploadPhoto, waitingPhotos, type PhotoOutcome } from './photo-queue';
import { postBatch, type WireOutcome } from './wire';

export interface SendOutcome {
  kind: 'done' | 'unreachable' | 'sign-in' | 'trouble' | 'refused' | 'busy';
  detail: string | null;
  retryAfterS: number | null;
  delivered: number;
}

const DONE: SendOutcome = { kind: 'done', detail: null, retryAfterS: null, delivered: 0 };

/** Sends what is ready and belongs to the signed-in person. `busy`: another tab or the worker is at it. */
export async function send(): Promise<SendOutcome> {
  const urgent = await sendUrgent();
  if (urgent.kind !== 'done' && urgent.kind !== 'busy') return urgent;
  const rest = await ifFree(LOCK, () =>
    withIdentity(sendRest).finally(() => announce({ kind: 'sending', done: 0, total: 0 })),
  );
  return rest ?? { ...DONE, kind: 'busy' };
}

/** Only the calls for help; what a new one starts at once, whatever else is being sent. */
export async function sendUrgent(): Promise<SendOutcome> {
  const outcome = await ifFree(URGENT_LOCK, () =>
    withIdentity(async (who) => {
      const ready = (await readyItems(who.memberId, Date.now())).filter((item) => item.urgent);
      return ready.length > 0 ? sendItems(who, ready, true) : DONE;
    }),
  );
  return outcome ?? { ...DONE, kind: 'busy' };
}

async function withIdentity(work: (who: Identity) => Promise<SendOutcome>): Promise<SendOutcome> {
  const who = await identity();
  return who ? work(who) : { ...DONE, kind: 'sign-in' };
}

async function sendRest(who: Identity): Promise<SendOutcome> {
  await forgetOldDrafts().catch(() => {});
  let delivered = 0;
  const photos = new Map((await waitingPhotos(who.memberId)).map((photo) => [photo.id, photo]));
  // A photo that failed before no longer holds its report back: the server takes it afterwards too.
  const holds = (item: StoredItem) => item.photoIds.some((id) => photos.get(id)?.attempts === 0);
  const ready = (await readyItems(who.memberId, Date.now())).filter((item) => !item.urgent);
  const total = ready.length + photos.size;
  if (total > 0) announce({ kind: 'sending', done: 0, total });

  const bring = async (items: StoredItem[]): Promise<SendOutcome> => {
    const outcome = await sendItems(who, items, false, (count) =>
      announce({ kind: 'sending', done: delivered + count, total }),
    );
    delivered += outcome.delivered;
    return { ...outcome, delivered };
  };
  const light = await bring(ready.filter((item) => !holds(item)));
  if (light.kind !== 'done') return light;
  let trouble: PhotoOutcome | null = null;
  for (const photo of photos.values()) {
    if (!isDue(photo.retryAt, Date.now())) continue;
    const outcome = await uploadPhoto(photo);
    if (outcome === 'sign-in' || outcome === 'unreachable') return { ...DONE, kind: outcome, delivered };
    if (outcome === 'trouble') trouble = outcome;
    else announce({ kind: 'sending', done: (delivered += 1), total });
  }
  const rest = await bring(ready.filter(holds));
  return rest.kind === 'done' && trouble ? { ...rest, kind: trouble } : rest;
}

async function sendItems(
  who: Identity,
  items: StoredItem[],
  urgent: boolean,
  progress: (delivered: number) => void = () => {},
): Promise<SendOutcome> {
  let delivered = 0;
  let waiting = items;
  while (waiting.length > 0) {
    const batch = nextBatch(waiting);
    waiting = waiting.slice(batch.length);
    const outcome = await sendBatch(who, batch, urgent);
    delivered += outcome.delivered;
    if (outcome.kind !== 'done') return { ...outcome, delivered };
    progress(delivered);
  }
  return { ...DONE, delivered };
}

async function sendBatch(who: Identity, batch: StoredItem[], urgent: boolean): Promise<SendOutcome> {
  const claimed = await claimItems(batch, Date.now());
  if (claimed.length === 0) return DONE;
  const outcome = await postBatch(who.deviceId, claimed, urgent);
  if (outcome.kind === 'receipts') {
    await settle(claimed, outcome.results, Date.now());
    tell(outcome.results);
    const arrived = outcome.results.filter(({ status }) => status === 'applied' || status === 'duplicate');
    return { ...DONE, delivered: arrived.length };
  }
  if (outcome.kind !== 'refused') return stopped(outcome);
  return isolate(who, claimed, urgent, outcome.error);
}

/** The server refused the whole request: halve it until the one item to blame is alone, and set that aside. */
async function isolate(
  who: Identity,
  batch: StoredItem[],
  urgent: boolean,
  error: Extract<WireOutcome, { kind: 'refused' }>['error'],
): Promise<SendOutcome> {
  if (batch.length > 1) {
    let delivered = 0;
    for (const half of halves(batch)) {
      const outcome = await sendBatch(who, half, urgent);
      delivered += outcome.delivered;
      if (outcome.kind !== 'done') return { ...outcome, delivered };
    }
    return { ...DONE, delivered };
  }
  // Is it really the item? When the server refuses an empty batch too, the fault is not in what was written.
  const probe = await postBatch(who.deviceId, [], urgent);
  if (probe.kind === 'refused') return { ...DONE, kind: 'refused', detail: error.problem?.detail ?? null };
  if (probe.kind !== 'receipts') return stopped(probe);
  const [item] = batch;
  await setItemAside(item!, error.problem);
  tell([{ id: item!.id, status: 'rejected', problem: error.problem }]);
  return DONE;
}

function stopped(outcome: Exclude<WireOutcome, { kind: 'receipts' | 'refused' }>): SendOutcome {
  if (outcome.kind !== 'trouble') return { ...DONE, kind: outcome.kind };
  return {
    ...DONE,
    kind: 'trouble',
    detail: outcome.error.problem?.detail || null,
    retryAfterS: outcome.error.retryAfterS,
  };
}

function tell(results: SyncResult[]): void {
  announce({ kind: 'receipts', receipts: results.map((result) => ({ id: result.id, result })) });
  announce({ kind: 'outbox-changed' });
}
