/** The walk under way: recording, saving, ending. */
import { signal, type Signal } from '@preact/signals';

import type { Category, PatrolOutcome, Urgency } from '../api/types';

export interface TrailPoint {
  lat: number;
  lon: number;
  /** Milliseconds. */
  t: number;
  accuracyM: number;
}
export interface WalkState {
  id: string;
  /** `interrupted`: found after a reload or a killed browser; resume or end it. */
  phase: 'recording' | 'interrupted' | 'ended';
  startedAt: number;
  endedAt: number | null;
  companions: number;
  /** Sum of the drawn segments; a gap adds nothing. */
  distanceM: number;
  fixCount: number;
  gaps: number;
  /** Segments to draw solid; between two segments lies a gap, drawn dashed. */
  trail: readonly (readonly TrailPoint[])[];
  lastFix: TrailPoint | null;
  gps: 'waiting' | 'ok' | 'weak' | 'denied' | 'unavailable' | 'lost';
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
}
export interface SavedWalk {
  id: string;
  startedAt: number;
  endedAt: number | null;
  outcome: PatrolOutcome | null;
  companions: number;
  distanceM: number;
  fixCount: number;
  gaps: number;
  checkIns: number;
}
/** Where a walk's items are: on this phone, on their way, at the desk. */
export interface WalkDelivery {
  total: number;
  delivered: number;
  setAside: number;
}

export declare function startWalk(options?: { companions?: number }): Promise<void>;
export declare function endWalk(outcome: PatrolOutcome, note?: string): Promise<string>;
/** Goes on with a walk that was interrupted; the time between is a gap. */
export declare function resumeWalk(): Promise<void>;
/** Looks for a walk that was under way when the app died; call once at start. */
export declare function restoreWalk(): Promise<void>;
/** Answers the check-in's id (the alert's id follows with its receipt when urgent). */
export declare function checkIn(details: WalkCheckIn): Promise<string>;
/** Removes a walk's own copy from this phone; what was sent stays at the desk. */
export declare function discardWalk(id: string): Promise<void>;
export declare function savedWalks(): Promise<SavedWalk[]>;
export declare function savedWalk(id: string): Promise<(SavedWalk & { trail: TrailPoint[][] }) | null>;
export declare function walkDelivery(id: string): Promise<WalkDelivery>;
