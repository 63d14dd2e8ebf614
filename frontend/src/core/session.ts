/** Who is signed in on this phone. */
import { signal, type Signal } from '@preact/signals';

import type { ConsentKind, ConsentState, Me, MePatch } from '../api/types';

export const me: Signal<Me | null> = signal(null);
/** `expired`: the server no longer knows this phone; what was written stays and waits for the same person. */
export const sessionState: Signal<'unknown' | 'in' | 'out' | 'expired'> = signal('unknown');

/** Reads who was signed in last, from this phone and then from the server. */
export declare function startSession(): Promise<void>;
export declare function signIn(code: string): Promise<Me>;
export declare function signOut(): Promise<void>;
export declare function refreshMe(): Promise<Me | null>;
export declare function setConsent(kind: ConsentKind, state: ConsentState): Promise<Me>;
export declare function patchMe(patch: MePatch): Promise<Me>;
