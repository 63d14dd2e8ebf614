/** The walk under way, as screens see it. What does the work is loaded with the first walk. */
import { signal, type Signal } from '@preact/signals';

import type { Category, PatrolOutcome, Urgency } from '../api/types';
import { read } from './db';
import type { Gps } from './positions';
import type { SavedWalk, WalkDelivery } from './saved-walks';
import type { SetAsideCount } from './walk-rules';

export type { SetAsideCount, SetAsideReason } from './walk-rules';
export type { SavedWalk, WalkDelivery } from './saved-walks';

export interface TrailPoint {
  lat: number;
  lon: number;
  /** Milliseconds. */
  t: number;
  accuracyM: number;
}
export interface WalkState {
  id: string;
  /** `interrupted`: found after a reload or a killed browser, or taken over by another tab; resume or end it. */
  phase: 'recording' | 'interrupted' | 'ended';
  /** An interrupted walk can be gone on with; one of long ago can only be ended, where its last fix was. */
  resumable: boolean;
  startedAt: number;
  endedAt: number | null;
  companions: string[];
  dogIds: string[];
  /** The desk sees where I am. */
  shared: boolean;
  /** By the server's own rules; a gap adds nothing. */
  distanceM: number;
  fixCount: number;
  gaps: number;
  /** Positions that were left out, by reason; those with none are absent. */
  setAside: readonly SetAsideCount[];
  jumps: number;
  /** Segments to draw solid, thinned to a few hundred points; between two segments lies a gap, drawn dashed. */
  trail: readonly (readonly TrailPoint[])[];
  lastFix: TrailPoint | null;
  gps: Gps;
  saved: 'saved' | 'saving' | 'failed';
  wakeLock: 'on' | 'off' | 'unsupported';
  checkIns: number;
}
export const walk: Signal<WalkState | null> = signal(null);

export interface WalkCheckIn {
  status: 'safe' | 'concern';
  category?: Category;
  urgency?: Urgency;
  note?: string;
  photoIds?: string[];
  /** The id of a report that says the same. */
  sameAs?: string;
}
export interface StartOptions {
  companions?: string[];
  dogIds?: string[];
}

const session = () => import('./walk-session');
const saved = () => import('./saved-walks');

/** Throws StorageError when the phone cannot keep it, NotSignedInError. */
export async function startWalk(options: StartOptions = {}): Promise<void> {
  await (await session()).startWalk(options);
}

/** Looks for a walk that was under way when the app died; call once at start. */
export async function restoreWalk(): Promise<void> {
  const kept = await read((db) => db.count('walks')).catch(() => 0); // no storage, no walk to go on with
  if (kept > 0) await (await session()).restoreWalk();
}

/** Goes on with a walk that was interrupted; the time between is a gap. */
export async function resumeWalk(): Promise<void> {
  await (await session()).resumeWalk();
}

export async function endWalk(outcome: PatrolOutcome, note?: string): Promise<string> {
  return (await session()).endWalk(outcome, note);
}

/** Shows the desk where I am while it is on; off when the walk ends. */
export async function shareWalk(on: boolean): Promise<void> {
  await (await session()).shareWalk(on);
}

/** Answers the check-in's id (the alert's id follows with its receipt when urgent). */
export async function checkIn(details: WalkCheckIn): Promise<string> {
  return (await session()).checkIn(details);
}

/** Newest first. */
export async function savedWalks(): Promise<SavedWalk[]> {
  return (await saved()).savedWalks();
}

export async function savedWalk(id: string): ReturnType<typeof import('./saved-walks').savedWalk> {
  return (await saved()).savedWalk(id);
}

export async function walkDelivery(id: string): Promise<WalkDelivery> {
  return (await saved()).walkDelivery(id);
}

/** Removes a walk's own copy from this phone; what was sent stays at the desk. */
export async function discardWalk(id: string): Promise<void> {
  await (await saved()).discardWalk(id);
}
