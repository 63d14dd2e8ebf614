/** Whom I want called first and whom never: what the server keeps of it, and changing it. */
import { call } from '../api/client';
import type { Page } from '../api/types';

/** Somebody I chose, or who chose me; `who` stands for them in this list and nowhere else. */
export interface Tied {
  who: string;
  name: string;
  since: string;
  /** A buddy is called first only after they agreed. */
  agreed: boolean;
}
export interface Buddies {
  mine: Tied[];
  of: Tied[];
}
/** Somebody as I was shown them. */
export type Shown = { alert_id: string; who: string } | { walk_id: string; who: string } | { look: string };

const inList = (list: 'blocks' | 'buddies' | 'buddy-of', who: string) => `/api/me/${list}/${who}` as const;

export const readBlocks = (signal?: AbortSignal) =>
  call<Page<Tied>>('GET', '/api/me/blocks', { ...(signal && { signal }) });
export const notCall = (shown: Shown) => call<Tied>('POST', '/api/me/blocks', { body: shown });
export const callAgain = (who: string) => call<null>('DELETE', inList('blocks', who));

export const readBuddies = (signal?: AbortSignal) =>
  call<Buddies>('GET', '/api/me/buddies', { ...(signal && { signal }) });
export const dropBuddy = (who: string) => call<null>('DELETE', inList('buddies', who));
export const beBuddy = (who: string) => call<null>('PUT', inList('buddy-of', who));
export const stepBack = (who: string) => call<null>('DELETE', inList('buddy-of', who));
