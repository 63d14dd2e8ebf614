/** A newer build of the app: offered, never forced. */
import { signal, type Signal } from '@preact/signals';

/** Never true during a walk or an open alert. */
export const updateReady: Signal<boolean> = signal(false);
/** Registers the service worker and looks for newer builds. */
export declare function startUpdates(): void;
/** Switches to the newer build and reloads once. */
export declare function applyUpdate(): Promise<void>;
