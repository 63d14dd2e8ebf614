/** What happens in a walk: recording, saving, handing over, ending. Loaded when a walk is. */
import { effect } from '@preact/signals';

import type { ItemBodies, PatrolOutcome } from '../api/types';
import { StorageError } from './db';
import { identity } from './identity';
import { newId } from './ids';
import { enqueue, enqueued, NotSignedInError } from './outbox';
import { watchPositions } from './positions';
import { makeRoom } from './room';
import { me } from './session';
import { walk, type StartOptions, type TrailPoint, type WalkCheckIn, type WalkState } from './walk';
import { holdScreen, releaseScreen, wakeLock } from './wake-lock';
import { WalkRecorder } from './walk-recorder';
import type { Reading } from './walk-rules';
import {
  beginWalk,
  changeWalk,
  checkpoint,
  countCheckIn,
  finishWalk,
  tidyWalks,
  readWalk,
  walksOf,
} from './walk-store';
import { holdWalk } from './walk-lock';
import { drawTrimM, secureRandom } from './walk-track';

const CHECKPOINT_MS = 60_000;
/** After so long a walk is over, whatever happened; it can only be ended where it was. */
const RESUMABLE_MS = 6 * 3600_000;
/** A place older than this is not where the person is. */
const PLACE_FRESH_MS = 2 * 60_000;

let recorder: WalkRecorder | null = null;
let stopRecording: () => void = () => {};

/** Injectable for tests: how much of the ends is cut off. */
export const seam = { random: secureRandom };

export async function startWalk(options: StartOptions = {}): Promise<void> {
  if (walk.value && walk.value.phase !== 'ended') return;
  const who = await identity();
  if (!who) throw new NotSignedInError('nobody is signed in on this phone');
  const id = newId();
  const startedAt = Date.now();
  const { companions = [], dogIds = [] } = options;
  const item = await beginWalk({
    id,
    memberId: who.memberId,
    startedAt,
    endedAt: null,
    outcome: null,
    companions,
    dogIds,
    shared: false,
    setAside: [],
    distanceM: 0,
    fixCount: 0,
    gaps: 0,
    checkIns: 0,
    trimStartM: drawTrimM(seam.random),
    trimEndM: drawTrimM(seam.random),
    sentFixes: 0,
    chunks: 0,
    items: 0,
    delivered: 0,
  });
  record(new WalkRecorder(id), { id, startedAt, companions, dogIds, shared: false, checkIns: 0 });
  enqueued(item);
  void tidy().catch(() => {});
}

/** Looks for a walk that was under way when the app died; call once at start. */
export async function restoreWalk(): Promise<void> {
  if (walk.value) return;
  const who = await identity();
  const open = who && (await walksOf(who.memberId)).find((each) => each.endedAt === null);
  if (!open || walk.value) return;
  const { fixes } = await readWalk(open.id);
  const { id, startedAt, companions, dogIds = [], shared = false, checkIns } = open;
  recorder = new WalkRecorder(id, { fixes, setAside: open.setAside ?? [] });
  const found = describe(recorder, { id, startedAt, companions, dogIds, shared, checkIns }, 'interrupted');
  walk.value = { ...found, resumable: Date.now() - lastSign(found) < RESUMABLE_MS };
}

/** Goes on with a walk that was interrupted; the time between is a gap. */
export async function resumeWalk(): Promise<void> {
  const state = walk.value;
  if (state?.phase !== 'interrupted') return;
  const { walk: kept, fixes } = await readWalk(state.id);
  if (!kept || kept.endedAt !== null) {
    walk.value = null; // ended in another tab meanwhile
    return;
  }
  const before = { fixes, setAside: kept.setAside ?? [] };
  record(new WalkRecorder(state.id, before), { ...state, checkIns: kept.checkIns });
}

/** Throws StorageError when the phone cannot keep it; then the walk goes on. */
export async function endWalk(outcome: PatrolOutcome, note?: string): Promise<string> {
  const state = walk.value;
  if (!state || state.phase === 'ended') throw new Error('no walk is under way');
  const from = recorder;
  stopRecording();
  // An interrupted walk ended where its last fix was, not when somebody found it.
  const endedAt = state.phase === 'interrupted' ? lastSign(state) : Date.now();
  let items;
  try {
    if (from) await makingRoom(() => from.save());
    items = await makingRoom(() => finishWalk(state.id, outcome, note, endedAt));
  } catch (error) {
    if (from && state.phase === 'recording') record(from, state);
    throw error;
  }
  releaseScreen();
  walk.value = { ...walk.value!, phase: 'ended', endedAt, shared: false, saved: 'saved' };
  for (const item of items) enqueued(item);
  void tidy().catch(() => {}); // next time then
  return state.id;
}

async function tidy(): Promise<void> {
  const who = await identity();
  if (who) await tidyWalks(who.memberId);
}

function lastSign({ lastFix, startedAt }: Pick<WalkState, 'lastFix' | 'startedAt'>): number {
  return lastFix?.t ?? startedAt;
}

/** Answers the check-in's id (the alert's id follows with its receipt when urgent). */
export async function checkIn(details: WalkCheckIn): Promise<string> {
  const state = walk.value;
  if (!state || state.phase === 'ended') throw new Error('no walk is under way');
  const { status, category, urgency, note, photoIds, sameAs } = details;
  const body: ItemBodies['check_in'] = {
    status,
    context: 'walk',
    patrol_id: state.id,
    ...(category ? { category } : {}),
    ...(urgency ? { urgency } : {}),
    ...(note ? { note } : {}),
    ...(photoIds?.length ? { photo_ids: photoIds } : {}),
    ...(sameAs ? { same_as: sameAs } : {}),
    // "All is well" needs no place, and at the front door it would give the home away. A report leaves it out, too, while
    // location is paused or withdrawn; a call for help never does.
    ...(status === 'concern' && (urgency !== 'report' || mayTellPlace()) ? placeOf(state.lastFix) : {}),
  };
  const id = await enqueue('check_in', body);
  await countCheckIn(state.id);
  if (walk.value?.id === state.id) walk.value = { ...walk.value, checkIns: walk.value.checkIns + 1 };
  return id;
}

export async function shareWalk(on: boolean): Promise<void> {
  const state = walk.value;
  if (!state || state.phase === 'ended' || state.shared === on) return;
  await enqueue('patrol.share', { patrol_id: state.id, on });
  await changeWalk(state.id, { shared: on });
  if (walk.value?.id === state.id) walk.value = { ...walk.value, shared: on };
}

function mayTellPlace(): boolean {
  return !me.value?.consents.some(({ kind, state }) => kind === 'location' && state !== 'granted');
}

function placeOf(fix: TrailPoint | null): { lat?: number; lon?: number; accuracy_m?: number } {
  if (!fix || Date.now() - fix.t > PLACE_FRESH_MS) return {};
  return { lat: fix.lat, lon: fix.lon, accuracy_m: Math.round(fix.accuracyM) };
}

type Known = Pick<WalkState, 'id' | 'startedAt' | 'companions' | 'dogIds' | 'shared' | 'checkIns'>;

function describe(from: WalkRecorder, known: Known, phase: WalkState['phase']): WalkState {
  return {
    id: known.id,
    startedAt: known.startedAt,
    companions: known.companions,
    dogIds: known.dogIds,
    shared: known.shared,
    checkIns: known.checkIns,
    phase,
    endedAt: null,
    gps: 'waiting',
    saved: 'saved',
    wakeLock: wakeLock.peek(),
    resumable: true,
    ...figures(from),
  };
}

function figures(
  from: WalkRecorder,
): Pick<WalkState, 'distanceM' | 'fixCount' | 'gaps' | 'trail' | 'lastFix' | 'setAside' | 'jumps'> {
  const { distanceM, fixes, gaps, jumps, setAside, trail } = from;
  return {
    distanceM,
    gaps,
    jumps,
    setAside,
    trail,
    fixCount: fixes.length,
    lastFix: fixes.at(-1) ?? null,
  };
}

function record(next: WalkRecorder, known: Known): void {
  stopRecording();
  recorder = next;
  walk.value = describe(next, known, 'recording');
  const change = (changed: Partial<WalkState>) => {
    // Peeked: the effect on the wake lock below must not follow the walk it changes.
    const now = walk.peek();
    if (recorder === next && now) walk.value = { ...now, ...changed };
  };
  const came = (reading: Reading) => {
    const taken = next.take(reading);
    if (taken === 'not-needed') return;
    change(figures(next));
    if (taken === 'kept') void save(next, change);
  };
  const stopPositions = watchPositions(came, (gps) => change({ gps }));
  const saveAndHandOver = async () => {
    await save(next, change);
    await handOver(next);
  };
  const saving = setInterval(() => void saveAndHandOver(), CHECKPOINT_MS);
  const seen = () => {
    if (document.visibilityState === 'visible') return;
    next.hidden();
    void save(next, change); // the browser may end us while hidden
  };
  document.addEventListener('visibilitychange', seen);
  const stopLock = effect(() => change({ wakeLock: wakeLock.value }));
  holdScreen();
  stopRecording = () => {
    stopRecording = () => {};
    stopPositions();
    clearInterval(saving);
    document.removeEventListener('visibilitychange', seen);
    stopLock();
    letGo();
  };
  const letGo = holdWalk(() => {
    // Another tab goes on with this walk: what we have is kept, and we stop.
    stopRecording();
    releaseScreen();
    change({ phase: 'interrupted' });
    void next.save().catch(() => {});
  });
}

async function save(from: WalkRecorder, change: (changed: Partial<WalkState>) => void): Promise<void> {
  change({ saved: 'saving' });
  try {
    await makingRoom(() => from.save());
    change({ saved: 'saved' });
  } catch {
    change({ saved: 'failed' }); // said on the screen; tried again with the next fixes
  }
}

/** Once more after making room. */
async function makingRoom<Result>(keep: () => Promise<Result>): Promise<Result> {
  try {
    return await keep();
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    await makeRoom();
    return keep();
  }
}

async function handOver(from: WalkRecorder): Promise<void> {
  const setAside = [...from.setAside];
  await changeWalk(from.walkId, { setAside }).catch(() => {}); // kept with the next fixes
  for (const item of await checkpoint(from.walkId, from.keptFixes).catch(() => [])) enqueued(item);
}
