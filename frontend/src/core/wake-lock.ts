/** Keeps the screen on during a walk: with it off, a web page gets no positions. */
import { signal, type Signal } from '@preact/signals';

export const wakeLock: Signal<'on' | 'off' | 'unsupported'> = signal('off');

let wanted = false;
let sentinel: WakeLockSentinel | null = null;

export function holdScreen(): void {
  wanted = true;
  void request();
}

export function releaseScreen(): void {
  wanted = false;
  void sentinel?.release().catch(() => {});
}

/** The browser lets go of the lock whenever the page is hidden: to be called when it is seen again. */
export async function request(): Promise<void> {
  if (!wanted || sentinel) return;
  if (!('wakeLock' in navigator)) {
    wakeLock.value = 'unsupported';
    return;
  }
  try {
    const held = await navigator.wakeLock.request('screen');
    sentinel = held;
    wakeLock.value = 'on';
    held.addEventListener('release', () => {
      if (sentinel === held) sentinel = null;
      wakeLock.value = 'off';
    });
    if (!wanted) await held.release();
  } catch {
    wakeLock.value = 'off'; // battery saver, or the page is hidden just now
  }
}
