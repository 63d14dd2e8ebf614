/** What could keep this phone from helping: battery, notifications, storage, push. */
import { effect, signal, type Signal } from '@preact/signals';

import { push } from './push';

export interface Vitals {
  batteryLow: boolean;
  notificationsOff: boolean;
  storageNotPersistent: boolean;
  pushLost: boolean;
}
export const vitals: Signal<Vitals> = signal({
  batteryLow: false,
  notificationsOff: false,
  storageNotPersistent: false,
  pushLost: false,
});

const LOW = 0.15;

interface Battery extends EventTarget {
  level: number;
  charging: boolean;
}

export function watchVitals(): void {
  effect(() => {
    const state = push.value;
    change({ pushLost: state === 'lost', notificationsOff: state === 'denied' });
  });
  void navigator.storage?.persisted?.().then((persistent) => change({ storageNotPersistent: !persistent }));
  void watchBattery();
}

async function watchBattery(): Promise<void> {
  try {
    const battery = await (navigator as { getBattery?: () => Promise<Battery> }).getBattery?.();
    if (!battery) return;
    const tell = () => change({ batteryLow: battery.level < LOW && !battery.charging });
    battery.addEventListener('levelchange', tell);
    battery.addEventListener('chargingchange', tell);
    tell();
  } catch {
    // Not every browser tells; no warning then.
  }
}

/** Asks the browser to keep our data; call after the first real action. */
export async function persistStorage(): Promise<boolean> {
  const persistent = (await navigator.storage?.persist?.().catch(() => false)) ?? false;
  change({ storageNotPersistent: !persistent });
  return persistent;
}

function change(changed: Partial<Vitals>): void {
  vitals.value = { ...vitals.peek(), ...changed };
}
