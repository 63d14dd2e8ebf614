/** The list of members as the search has it now. */
import { signal } from '@preact/signals';

import { findMembers } from './client';
import { type Member, type Tier, TIERS } from './contract';

export interface Search {
  q: string;
  tier: Tier | null;
}

export const members = signal<Member[] | null>(null);
export const nextCursor = signal<string | null>(null);
export const failed = signal(false);

let asked = 0;

/** Reads an address; an unknown tier is every tier. */
export function searchFrom(query: Record<string, string>): Search {
  return { q: query['q'] ?? '', tier: TIERS.find((tier) => tier === query['tier']) ?? null };
}

export function queryForSearch({ q, tier }: Search): string {
  const query = new URLSearchParams();
  if (q !== '') query.set('q', q);
  if (tier !== null) query.set('tier', tier);
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

/** Shows the first page; the answer to an older search is dropped. */
export async function loadMembers({ q, tier }: Search): Promise<void> {
  asked += 1;
  const mine = asked;
  try {
    const page = await findMembers(q, tier, null);
    if (mine !== asked) return;
    members.value = page.items;
    nextCursor.value = page.next_cursor;
    failed.value = false;
  } catch {
    if (mine === asked) failed.value = true;
  }
}

export async function loadMore({ q, tier }: Search): Promise<void> {
  const mine = asked;
  const page = await findMembers(q, tier, nextCursor.value);
  if (mine !== asked) return;
  members.value = [...(members.value ?? []), ...page.items];
  nextCursor.value = page.next_cursor;
}
