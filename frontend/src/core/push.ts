/** Whether this phone can be woken by a push, and switching that on. */
import { signal, type Signal } from '@preact/signals';

/** `needs-install`: iOS gives push to installed apps only. `lost`: it was on and the browser dropped it. */
export type PushState = 'unsupported' | 'needs-install' | 'ask' | 'denied' | 'on' | 'lost';
export const push: Signal<PushState> = signal('unsupported');

/** Asks for permission (only from a tap) and subscribes. */
export declare function enablePush(): Promise<PushState>;
/** At each start: finds out the state and tells the server the subscription again. */
export declare function ensureSubscribed(): Promise<PushState>;
export declare function disablePush(): Promise<void>;
/** Asks the server for a test notification to this device. */
export declare function testPush(): Promise<void>;
