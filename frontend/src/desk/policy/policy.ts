/** The policy as the server has it, and the calls about it. All throw only ApiError. */
import { call } from '../../api/client';
import type { Page } from '../contract';
import type { NumberName } from './numbers';

/** A server of another release may know fewer numbers, or more; those are sent back as they came. */
export type Policy = Partial<Record<NumberName, number>> & { wave_sizes: number[]; wave_after_s: number[] };

export interface Version {
  version: number;
  changed_at: string;
  changed_by_name: string | null;
  reason: string;
  policy: Policy;
}

export interface Entry extends Version {
  /** The one before it; null of the first. */
  replaced: Policy | null;
}

export interface Bounds {
  least: number;
  most: number;
}

export interface PolicyState extends Version {
  defaults: Policy;
  bounds: Partial<Record<NumberName, Bounds>>;
}

export interface Step {
  after_s: number;
  tells: number;
  total: number;
  desk: boolean;
  outside: boolean;
}

export interface Preview {
  in_range: number;
  silent: number;
  channels: number;
  steps: Step[];
}

/** For whom a policy is looked at; nobody in particular is the middle of the neighbourhood. */
export interface Whom {
  person: { id: string; name: string } | null;
  place: 'home' | 'public';
}

const PATH = '/api/desk/policy';

export function getPolicy(): Promise<PolicyState> {
  return call<PolicyState>('GET', PATH);
}

export function savePolicy(version: number, policy: Policy, reason: string): Promise<PolicyState> {
  return call<PolicyState>('PUT', PATH, { body: { version, policy, reason } });
}

export function lookAt(policy: Policy, { person, place }: Whom): Promise<Preview> {
  const body = { policy, place, ...(person !== null && { member_id: person.id }) };
  return call<Preview>('POST', `${PATH}/preview`, { body });
}

export function getVersions(cursor: string | null): Promise<Page<Entry>> {
  return call<Page<Entry>>('GET', `${PATH}/versions`, { query: { cursor } });
}
