/** What could keep this phone from helping: battery, notifications, storage, push. */
import { signal, type Signal } from '@preact/signals';

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
export declare function watchVitals(): void;
/** Asks the browser to keep our data; call after the first real action. */
export declare function persistStorage(): Promise<boolean>;
