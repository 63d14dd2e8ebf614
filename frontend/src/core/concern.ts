/** One person's call for help, from the tap to the end of it. */
import { signal, type Signal } from '@preact/signals';

import type { AlertStatus, Category, Coming, Problem } from '../api/types';
import type { Position } from './position';

export type ConcernPhase =
  | 'countdown'
  | 'saved'
  | 'sent'
  | 'seen'
  | 'coming'
  | 'resolved'
  | 'cancelled'
  /** The server refused it: shown with the reason and what to do. */
  | 'refused';

export interface ConcernState {
  id: string;
  category: Category;
  note: string | null;
  position: Position | null;
  raisedAt: number;
  phase: ConcernPhase;
  /** Milliseconds; the countdown ends by itself then. */
  countdownEndsAt: number;
  secondsLeft: number;
  /** Rule 14: ten seconds past the countdown and still no receipt. Sending goes on. */
  notSent: boolean;
  alertId: string | null;
  alertStatus: AlertStatus | null;
  seenBy: number;
  coming: Coming[];
  deskTold: boolean;
  /** Arrived more than 15 minutes late: it went to the desk, volunteers were not paged. */
  late: boolean;
  /** The person cancelled after it may have left; the all-clear is on its way. */
  cancelling: boolean;
  problem: Problem | null;
}

export const concern: Signal<ConcernState | null> = signal(null);

export interface ConcernDetails {
  note?: string;
  position?: Position | null;
  context?: 'home' | 'walk';
  patrolId?: string;
  photoIds?: string[];
}
/** Durable when the promise is kept; only then the countdown starts. Answers the check-in's id. */
export declare function raise(category: Category, details?: ConcernDetails): Promise<string>;
/** Ends the countdown now and sends. */
export declare function confirmNow(): Promise<void>;
/** In the countdown nothing leaves the phone; later everyone who was told gets the all-clear. */
export declare function cancel(): Promise<void>;
/** Puts a finished concern away so that home shows again. */
export declare function dismissConcern(): Promise<void>;
/** Picks up a concern that was under way when the app died. */
export declare function startConcern(): Promise<void>;
