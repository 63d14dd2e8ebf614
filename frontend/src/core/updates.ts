/** A newer build of the app: offered, never forced. */
import { computed, signal, type ReadonlySignal } from '@preact/signals';

import { concern } from './concern';
import { me } from './session';
import { walk } from './walk';

const waiting = signal<ServiceWorker | null>(null);

/** Never true during a walk or an open alert. */
export const updateReady: ReadonlySignal<boolean> = computed(() => waiting.value !== null && !inTheMiddle());

const CHECK_EVERY_MS = 60 * 60_000;

function inTheMiddle(): boolean {
  const walking = walk.value !== null && walk.value.phase !== 'ended';
  const calling = concern.value !== null && !['resolved', 'cancelled'].includes(concern.value.phase);
  const open = me.value?.open;
  return (
    walking || calling || (open?.my_alert_ids.length ?? 0) > 0 || (open?.asked_alert_ids.length ?? 0) > 0
  );
}

/** Registers the service worker and looks for newer builds. */
export function startUpdates(): void {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
  void register().catch(() => {}); // private windows refuse it: the app works, online only
}

async function register(): Promise<void> {
  const registration = await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' });
  const found = () => {
    // Without a controller this is the very first install, nothing to offer.
    waiting.value = navigator.serviceWorker.controller ? registration.waiting : null;
  };
  found();
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', found);
  });
  const look = () => void registration.update().catch(() => {});
  setInterval(look, CHECK_EVERY_MS);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') look();
  });
}

/** Switches to the newer build and reloads once. */
export async function applyUpdate(): Promise<void> {
  const next = waiting.value;
  if (!next || inTheMiddle()) return;
  // Only the tab that was asked reloads: in another one a walk may be under way.
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  next.postMessage({ type: 'apply-update' });
}
