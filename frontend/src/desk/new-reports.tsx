/** How many reports nobody has looked at yet, with the way to them. */
import { useEffect } from 'preact/hooks';
import { signal } from '@preact/signals';

import { call } from '../api/client';
import { Icon } from '../ui';
import { REPORTS_PATH } from './addresses';
import { board } from './live-board';
import type { Page } from './contract';
import { say } from './texts';

/** What is counted is bounded; above it the chip says `50+`. */
const MOST = 50;

/** Null until it is known. */
export const newReports = signal<{ count: number; more: boolean } | null>(null);

export async function countNewReports(): Promise<void> {
  try {
    const page = await call<Page<unknown>>('GET', '/api/desk/reports', {
      query: { state: 'received', limit: MOST },
    });
    newReports.value = { count: page.items.length, more: page.next_cursor !== null };
  } catch {
    // The chip is a courtesy: without an answer the number from before stays.
  }
}

/** Counted again whenever something happened in the neighbourhood. */
export function NewReports() {
  const event = board.value?.event_id;
  useEffect(() => void countNewReports(), [event]);
  const known = newReports.value;
  if (known === null || known.count === 0) return null;
  const count = known.more ? `${known.count}+` : known.count;
  return (
    <a class="desk-chip" href={`${REPORTS_PATH}?state=received`}>
      <Icon name="message" size="s" />
      {say('board.newReports', { count })}
    </a>
  );
}
