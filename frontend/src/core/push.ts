/** Whether this phone can be woken by a push, as screens see it. */
import { signal, type Signal } from '@preact/signals';

/** `needs-install`: iOS gives push to installed apps only. `lost`: it was on and the browser dropped it. */
export type PushState = 'unsupported' | 'needs-install' | 'ask' | 'denied' | 'on' | 'lost';
export const push: Signal<PushState> = signal('unsupported');

const switching = () => import('./push-switch');

/** Asks for permission (only from a tap) and subscribes. */
export async function enablePush(): Promise<PushState> {
  return (await switching()).enablePush();
}

/** At each start: finds out the state and tells the server the subscription again. */
export async function ensureSubscribed(): Promise<PushState> {
  return (await switching()).ensureSubscribed();
}

export async function disablePush(): Promise<void> {
  await (await switching()).disablePush();
}

/** Asks the server for a test notification to this device. */
export async function testPush(): Promise<void> {
  await (await switching()).testPush();
}

/** Started from the home screen. */
export function isInstalled(): boolean {
  const standalone = (navigator as { standalone?: boolean }).standalone === true;
  return standalone || matchMedia('(display-mode: standalone)').matches;
}
