/** The desk's one ticking clock, set to the server's time. */
import { computed, signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

import { clockOffset } from './ages';

const here = signal(Date.now());
const offset = signal(0);

/** The server's time in milliseconds, once a second. */
export const serverNow = computed(() => here.value + offset.value);

/** Takes the time of a fresh answer; small differences are the network's and are left alone. */
export function setClock(answeredAt: string): void {
  const measured = clockOffset(answeredAt, Date.now());
  if (Math.abs(measured - offset.value) > 1_500) offset.value = measured;
  here.value = Date.now();
}

/** Ticks while the screen that asks for it is open. */
export function useTicking(): void {
  useEffect(() => {
    here.value = Date.now();
    const timer = setInterval(() => (here.value = Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
}
