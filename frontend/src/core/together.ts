/** Walking together: what is planned, who comes, and saying that I do. */
import { ApiError, call } from '../api/client';
import type { ItemBodies, Pace, Page } from '../api/types';
import { newId } from './ids';
import { kept, type Answer } from './kept';
import { enqueue } from './outbox';

export interface TogetherWalk {
  id: string;
  starts_at: string;
  duration_min: number;
  ends_at: string;
  meeting_place: string;
  lat: number | null;
  lon: number | null;
  pace: Pace;
  dogs: boolean;
  note: string;
  most: number | null;
  state: 'open' | 'full' | 'cancelled' | 'over';
  /** The name only where it may be said. */
  proposed_by: { who: 'me' | 'coordinator' | 'neighbour'; name: string | null };
  mine: null | 'invited' | 'joined' | 'declined' | 'left' | 'met';
  joined: number;
  /** First names of those who joined and agreed to be named. */
  names: string[];
  /** For each name what stands for them when I do not want them called. Older copies on the phone have none. */
  who?: string[];
  /** Only for who proposed it, near its time. */
  code?: string | null;
  i_may_edit: boolean;
  cancel_note: string;
  proposed_by_me: boolean;
  code_tries_left: number;
}
export interface Companion {
  member_id: string;
  name: string;
  times: number;
  last_at: string;
}
export interface CalendarFeed {
  url: string;
  webcal_url: string;
}

type When = 'upcoming' | 'past';
export const upcoming = kept<Page<TogetherWalk>>('/api/together', { when: 'upcoming' });
export const companions = kept<{ items: Companion[] }>('/api/together/companions');

/** The first page; without the server the last one, with the time it is from. */
export async function togetherWalks(when: When, signal?: AbortSignal): Promise<Answer<Page<TogetherWalk>>> {
  return kept<Page<TogetherWalk>>('/api/together', { when }).read(signal);
}
export async function moreTogetherWalks(
  when: When,
  cursor: string,
  signal?: AbortSignal,
): Promise<Page<TogetherWalk>> {
  return call('GET', '/api/together', { query: { when, cursor }, ...(signal ? { signal } : {}) });
}
/** One walk; without the server as it was in the last list. Throws ApiError when it is not there either. */
export async function togetherWalk(id: string, signal?: AbortSignal): Promise<Answer<TogetherWalk>> {
  try {
    const path = `/api/together/${encodeURIComponent(id)}`;
    return { data: await call<TogetherWalk>('GET', path, signal ? { signal } : {}), at: null };
  } catch (error) {
    const silent = error instanceof ApiError && error.status === null;
    const last = silent ? await upcoming.last().catch(() => null) : null;
    const walk = last?.data.items.find((each) => each.id === id);
    if (!last || !walk) throw error;
    return { data: walk, at: last.at };
  }
}
export async function walkedWith(signal?: AbortSignal): Promise<Answer<{ items: Companion[] }>> {
  return companions.read(signal);
}

/** Written on this phone first; answers the walk's id. Throws StorageError. */
export async function propose(walk: Omit<ItemBodies['together.propose'], 'walk_id'>): Promise<string> {
  const walk_id = newId();
  await enqueue('together.propose', { walk_id, ...walk });
  return walk_id;
}
export async function respond(
  walkId: string,
  action: ItemBodies['together.respond']['action'],
): Promise<string> {
  return enqueue('together.respond', { walk_id: walkId, action });
}
/** By the code, or by where I am. Answers the item's id: its receipt tells whether it was right (`onReceipt`). */
export async function meet(
  walkId: string,
  by: Omit<ItemBodies['together.check_in'], 'walk_id'>,
): Promise<string> {
  return enqueue('together.check_in', { walk_id: walkId, ...by });
}

export async function cancelTogether(id: string, note?: string): Promise<void> {
  await call('POST', `/api/together/${encodeURIComponent(id)}/cancel`, { body: note ? { note } : {} });
}

/** The calendar's address opens my plans to whoever has it, so it is never kept on the phone. */
export async function calendar(signal?: AbortSignal): Promise<CalendarFeed | null> {
  return call('GET', '/api/together/calendar', signal ? { signal } : {});
}
export async function renewCalendar(): Promise<CalendarFeed> {
  return call('POST', '/api/together/calendar');
}
export async function endCalendar(): Promise<void> {
  await call('DELETE', '/api/together/calendar');
}
