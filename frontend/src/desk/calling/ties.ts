/** Whom a member wants called first and whom never, as the desk wrote it down. */
import { call } from '../../api/client';
import type { Page } from '../contract';

export type TieKind = 'buddy' | 'block';

export interface Noted {
  member_id: string;
  name: string;
  kind: TieKind;
  since: string;
  agreed: boolean;
}

const tiesOf = (memberId: string) => `/api/members/${encodeURIComponent(memberId)}/ties`;
const tie = (memberId: string, otherId: string) => `${tiesOf(memberId)}/${encodeURIComponent(otherId)}`;

export const seeTies = (memberId: string, reason: string) =>
  call<Page<Noted>>('GET', tiesOf(memberId), { query: { reason } });
export const noteTie = (memberId: string, otherId: string, body: { kind: TieKind; word: string }) =>
  call<Page<Noted>>('PUT', tie(memberId, otherId), { body });
export const takeTieBack = (memberId: string, otherId: string, reason: string) =>
  call<null>('DELETE', tie(memberId, otherId), { query: { reason } });
