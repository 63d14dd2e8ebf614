/** Walks together as the desk sees them and arranges them. */
import { call, ApiError } from '../../api/client';
import type { SyncAnswer } from '../../api/types';
import { me } from '../../core/session';
import { newId } from '../../core/ids';

export const PACES = ['slow', 'normal', 'brisk'] as const;
export type Pace = (typeof PACES)[number];
export type PartState = 'invited' | 'joined' | 'declined' | 'left' | 'met';

export interface WalkPerson {
  member_id: string;
  name: string;
  state: PartState;
}

export interface DeskWalk {
  id: string;
  starts_at: string;
  ends_at: string;
  duration_min: number;
  meeting_place: string;
  lat: number | null;
  lon: number | null;
  pace: Pace;
  dogs: boolean;
  note: string;
  most: number | null;
  state: 'open' | 'full' | 'cancelled' | 'over';
  cancel_note: string;
  /** The name only where it may be said. */
  proposed_by: { who: 'me' | 'coordinator' | 'neighbour'; name: string | null };
  proposed_by_me: boolean;
  joined: number;
  /** Only near its time. */
  code: string | null;
  /** For coordinators; an officer sees how many. */
  people: WalkPerson[];
  invited: number;
  near_home: boolean | null;
}

export interface DeskTogether {
  items: DeskWalk[];
  groups: { people: number; times: number }[];
}

export function getTogether(): Promise<DeskTogether> {
  return call<DeskTogether>('GET', '/api/desk/together');
}

const pathOf = (id: string) => `/api/together/${encodeURIComponent(id)}`;

export function cancelWalk(id: string, note: string): Promise<unknown> {
  return call<unknown>('POST', `${pathOf(id)}/cancel`, { body: { note } });
}

export function invite(id: string, memberIds: readonly string[]): Promise<unknown> {
  return call<unknown>('POST', `${pathOf(id)}/invitations`, { body: { member_ids: memberIds } });
}

/** The coordinator saw somebody there who has no phone, or whose phone did not say so. */
export function noteArrival(id: string, memberId: string): Promise<unknown> {
  return call<unknown>('POST', `${pathOf(id)}/arrivals`, { body: { member_id: memberId } });
}

export interface Proposal {
  walk_id: string;
  starts_at: string;
  duration_min: number;
  meeting_place: string;
  lat?: number;
  lon?: number;
  pace: Pace;
  dogs: boolean;
  note: string;
  most?: number;
}

/** A proposal travels like every act, but the desk waits for the server's own word. Repeating it is harmless. */
export async function propose(itemId: string, body: Proposal): Promise<void> {
  const now = new Date().toISOString();
  const answer = await call<SyncAnswer>('POST', '/api/sync', {
    body: {
      device_id: me.value?.device.id ?? newId(),
      sent_at: now,
      items: [{ id: itemId, kind: 'together.propose', recorded_at: now, body }],
    },
  });
  const result = answer.results[0];
  if (result?.status === 'applied' || result?.status === 'duplicate') return;
  throw new ApiError(result?.problem?.status ?? 409, result?.problem ?? null);
}

export const isOver = (walk: DeskWalk): boolean => walk.state === 'over' || walk.state === 'cancelled';

/** What is to come, soonest first; what was, newest first. */
export function parted(walks: readonly DeskWalk[]): { coming: DeskWalk[]; past: DeskWalk[] } {
  const time = (walk: DeskWalk) => Date.parse(walk.starts_at);
  const isPast = (walk: DeskWalk) => isOver(walk);
  return {
    coming: walks.filter((walk) => !isPast(walk)).sort((a, b) => time(a) - time(b)),
    past: walks.filter(isPast).sort((a, b) => time(b) - time(a)),
  };
}

/** How many people met how often: `{people: 2, times: 5}` twice is two pairs that met five times. */
export function groupsCounted(
  groups: DeskTogether['groups'],
): { people: number; times: number; groups: number }[] {
  const found = new Map<string, { people: number; times: number; groups: number }>();
  for (const { people, times } of groups) {
    const key = `${people}/${times}`;
    const known = found.get(key) ?? { people, times, groups: 0 };
    found.set(key, { ...known, groups: known.groups + 1 });
  }
  return [...found.values()].sort((a, b) => b.times - a.times || b.people - a.people);
}
