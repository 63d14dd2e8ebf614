/** A long swipe upwards with one finger, as no pocket makes it. Pure. */

export interface Touch {
  x: number;
  y: number;
  /** Milliseconds. */
  at: number;
}

/** How far up, as a share of the screen's height, and how long it may take. */
export const FAR = 0.3;
export const WITHIN_MS = 1500;

/** From 0 (not moved) to 1 (far enough). */
export function lifted(from: Touch, now: Touch, height: number): number {
  return Math.max(0, Math.min(1, (from.y - now.y) / (height * FAR)));
}

/** Far enough, quick enough, and more upwards than sideways. */
export function isSwipe(from: Touch, to: Touch, height: number): boolean {
  const up = from.y - to.y;
  return up >= height * FAR && to.at - from.at <= WITHIN_MS && Math.abs(to.x - from.x) < up;
}
