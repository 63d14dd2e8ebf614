/** The suggested route somebody chose for the walk they are about to take; a faint line while walking. */
import { signal, type Signal } from '@preact/signals';

import { getValue, setValue } from './db';
import { identity } from './identity';
import type { Place } from './route-suggestion';

export interface ChosenRoute {
  line: Place[];
  metres: number;
  minutes: number;
}
interface KeptRoute extends ChosenRoute {
  memberId: string;
  chosenAt: number;
}

const KEY = 'chosen-route';
/** Chosen this morning is not wanted tonight. */
export const KEPT_MS = 6 * 3600_000;

export const chosenRoute: Signal<ChosenRoute | null> = signal(null);

/** Shown at once; kept for a walk that goes on after the page was closed. */
export async function chooseRoute(route: ChosenRoute, now: number = Date.now()): Promise<void> {
  const { line, metres, minutes } = route;
  chosenRoute.value = { line, metres, minutes };
  const who = await identity().catch(() => null);
  const kept: KeptRoute | null = who && { line, metres, minutes, memberId: who.memberId, chosenAt: now };
  // Without storage the line lasts as long as the page.
  if (kept) await setValue(KEY, kept).catch(() => {});
}

/** Reads what this person chose before the page was opened again. */
export async function recallRoute(now: number = Date.now()): Promise<void> {
  const [who, kept] = await Promise.all([identity(), getValue<KeptRoute>(KEY)]).catch(() => [
    null,
    undefined,
  ]);
  if (!kept || kept.memberId !== who?.memberId || now - kept.chosenAt > KEPT_MS) return;
  const { line, metres, minutes } = kept;
  chosenRoute.value ??= { line, metres, minutes };
}

/** Called when a walk has ended, or the person would rather go their own way. */
export async function forgetRoute(): Promise<void> {
  chosenRoute.value = null;
  await setValue(KEY, undefined).catch(() => {});
}
