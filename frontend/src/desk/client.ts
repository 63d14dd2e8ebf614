/** The calls the desk makes, one function each. All throw only ApiError. */
import { call } from '../api/client';
import type {
  Board,
  DeskAlert,
  HandedCode,
  Home,
  Member,
  Outcome,
  Page,
  PairingCode,
  Tier,
} from './contract';

export const STREAM_URL = '/api/desk/stream';

export function getBoard(): Promise<Board> {
  return call<Board>('GET', '/api/desk/board', { timeoutS: 15 });
}

/** Asking for the address is a deed of its own: it is logged and shown to the person. */
export function getAlert(id: string, showAddress = false): Promise<DeskAlert> {
  return call<DeskAlert>('GET', `/api/desk/alerts/${encodeURIComponent(id)}`, {
    query: { show: showAddress ? 'address' : null },
    timeoutS: 15,
  });
}

export function resolveAlert(id: string, outcome: Outcome, note: string): Promise<unknown> {
  return call<unknown>('POST', `/api/alerts/${encodeURIComponent(id)}/resolve`, {
    body: note === '' ? { outcome } : { outcome, note },
  });
}

/** They were called: they leave the list. */
export function talkedWith(alertId: string, memberId: string): Promise<void> {
  return call('POST', `/api/desk/talks/${encodeURIComponent(alertId)}/${encodeURIComponent(memberId)}/done`);
}

export function findMembers(q: string, tier: Tier | null, cursor: string | null): Promise<Page<Member>> {
  return call<Page<Member>>('GET', '/api/members', {
    query: { q: q === '' ? null : q, tier, cursor },
  });
}

export interface NewMember {
  id: string;
  name: string;
  tier: Tier;
  language: 'ko' | 'en';
  verified: boolean;
  family_phone?: string;
  home?: Home;
}

/** The answer has less than a row of the list: fetch the list again to show it. */
export function addMember(member: NewMember): Promise<unknown> {
  return call<unknown>('POST', '/api/members', { body: member });
}

export type MemberChange = Partial<Pick<Member, 'name' | 'tier' | 'verified' | 'active'>> & {
  /** Empty takes it away. */
  family_phone?: string;
};

export function changeMember(id: string, change: MemberChange): Promise<unknown> {
  return call<unknown>('PATCH', `/api/members/${encodeURIComponent(id)}`, { body: change });
}

/** Logged with its reason, and shown to the member. */
export function seeHome(memberId: string, reason: string): Promise<Home> {
  return call<Home>('GET', `/api/members/${encodeURIComponent(memberId)}/home`, { query: { reason } });
}

/** Moves once in 30 days; a reason makes it the correction of a mistake, which is logged and shown to the member. */
export function moveHome(memberId: string, home: Home, correction: string): Promise<unknown> {
  return call<unknown>('PUT', `/api/members/${encodeURIComponent(memberId)}/home`, {
    body: correction ? { ...home, correction } : home,
  });
}

export function makeCode(memberId: string): Promise<PairingCode> {
  return call<PairingCode>('POST', `/api/members/${encodeURIComponent(memberId)}/pairing-codes`);
}

export async function handedCodes(memberId: string): Promise<HandedCode[]> {
  const path = `/api/members/${encodeURIComponent(memberId)}/pairing-codes`;
  return (await call<{ items: HandedCode[] }>('GET', path)).items;
}
