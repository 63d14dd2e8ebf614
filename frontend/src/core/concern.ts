/** One person's call for help, from the tap to the end of it, as screens see it. */
import { signal, type Signal } from '@preact/signals';

import type { Category } from '../api/types';
import type { ConcernState } from './concern-phase';
import type { Position } from './position';

export type { ConcernPhase, ConcernState } from './concern-phase';

export const concern: Signal<ConcernState | null> = signal(null);

export interface ConcernDetails {
  note?: string;
  /** Left out: it is looked for during the countdown. `null`: the person does not want to tell. */
  position?: Position | null;
  context?: 'home' | 'walk';
  patrolId?: string;
  photoIds?: string[];
}

const run = () => import('./concern-run');

/** Durable when the promise is kept; only then the countdown starts. Answers the check-in's id. */
export async function raise(category: Category, details: ConcernDetails = {}): Promise<string> {
  return (await run()).raise(category, details);
}

/** Ends the countdown now and sends. */
export async function confirmNow(): Promise<void> {
  await (await run()).confirmNow();
}

/**
 * In the countdown nothing leaves the phone; later everyone who was told gets the all-clear. With a cancel number the call leaves
 * along with it, and only the server knows what the number means.
 */
export async function cancel(pin?: string): Promise<void> {
  await (await run()).cancel(pin);
}

/** Puts a finished concern away so that home shows again. */
export async function dismissConcern(): Promise<void> {
  await (await run()).dismissConcern();
}

/** Picks up a concern that was under way when the app died, and follows it. Call once at start. */
export async function startConcern(): Promise<void> {
  await (await run()).startConcern();
}
