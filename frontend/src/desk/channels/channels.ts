/** The contacts outside the app, as the server has them. Their addresses go in and never come out. */
import { call } from '../../api/client';

export const KINDS = ['sms', 'mail', 'ntfy', 'kakaotalk'] as const;
export type Kind = (typeof KINDS)[number];

/** How an address of each kind is written. */
export const EXAMPLES: Record<Kind, string> = {
  sms: 'twilio://SID:TOKEN@15550001111/821012345678',
  mail: 'mailtos://user:password@smtp.example.org?to=desk@example.org',
  ntfy: 'ntfys://ntfy.sh/secret-topic',
  kakaotalk: 'kakaotalk://client-id/refresh-token',
};

export interface Channel {
  id: string;
  kind: Kind;
  label: string;
  created_at: string;
  last_test_at: string | null;
  last_ok_at: string | null;
  last_error: string;
  newest: null | {
    why: 'nobody' | 'duress' | 'stuck' | 'workers_dead' | 'test';
    status: 'queued' | 'sent' | 'failed';
    created_at: string;
    sent_at: string | null;
    attempts: number;
  };
}

const PATH = '/api/desk/channels';
const pathOf = (id: string) => `${PATH}/${encodeURIComponent(id)}`;

export async function getChannels(): Promise<Channel[]> {
  return (await call<{ items: Channel[] }>('GET', PATH)).items;
}

export function addChannel(label: string, url: string): Promise<Channel> {
  return call<Channel>('POST', PATH, { body: { label, url } });
}

export function removeChannel(id: string): Promise<unknown> {
  return call<unknown>('DELETE', pathOf(id));
}

export function testChannel(id: string): Promise<Channel> {
  return call<Channel>('POST', `${pathOf(id)}/tests`);
}

/** Something is on its way: worth looking again soon. */
export function isPending(channels: readonly Channel[]): boolean {
  return channels.some((channel) => channel.newest?.status === 'queued' && channel.newest.attempts < 2);
}
