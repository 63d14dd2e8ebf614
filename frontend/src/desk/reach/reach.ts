/** Who can be reached, as the server has it, and ringing a phone. */
import { call } from '../../api/client';
import { oneOf, queryOf } from '../address-query';
import { REACH_PATH } from '../addresses';
import type { Page, Tier } from '../contract';

/** Those to see to first. */
export const STATES = ['silent', 'off', 'no_device', 'unproved', 'asleep', 'ok'] as const;
export type State = (typeof STATES)[number];

export interface Reached {
  member_id: string;
  name: string;
  tier: Tier;
  state: State;
  last_answer_at: string | null;
  last_test_at: string | null;
  devices: number;
}

export interface ReachPage extends Page<Reached> {
  counts: Record<State, number>;
}

export interface Ring {
  id: string;
  at: string;
  status: 'queued' | 'sent' | 'received' | 'failed' | 'gone' | 'withdrawn';
  received_at: string | null;
}

export const stateFrom = (query: Record<string, string>): State | null => oneOf(STATES, query['state']);
export const addressOf = (state: State | null): string => REACH_PATH + queryOf({ state });

export function findReached(state: State | null, cursor: string | null): Promise<ReachPage> {
  return call<ReachPage>('GET', '/api/desk/reachability', { query: { state, cursor } });
}

const ringsOf = (id: string) => `/api/members/${encodeURIComponent(id)}/rings`;

export async function ring(id: string): Promise<number> {
  return (await call<{ rang: number }>('POST', ringsOf(id))).rang;
}

/** The newest test of any of their phones; one that answered counts before one that has not yet. */
export async function newestRing(id: string, since: number): Promise<Ring | null> {
  const { items } = await call<{ items: Ring[] }>('GET', ringsOf(id));
  const recent = items.filter((one) => Date.parse(one.at) >= since);
  return recent.find((one) => one.received_at !== null) ?? recent[0] ?? null;
}
