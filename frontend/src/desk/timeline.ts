/** One human sentence for each line of an alert's history. */
import type { TimelineEntry } from './contract';
import { say, sayOr } from './texts';

/** The lines somebody who skims must not miss. */
const TURNING_POINTS = new Set([
  'opened',
  'accepted',
  'on_scene',
  'desk_told',
  'stuck',
  'duress',
  'outside_told',
  'second_missing',
  'responder_silent',
  'resolved',
  'cancelled',
  'expired',
]);

export function isTurningPoint(entry: TimelineEntry): boolean {
  return TURNING_POINTS.has(entry.kind);
}

/** A kind this version does not know still gets a sentence: nothing in a history may be hidden. */
export function sentence(entry: TimelineEntry): string {
  const data = entry.data ?? {};
  const params = {
    actor: entry.actor_name === null ? say('event.somebody') : say('event.actor', { name: entry.actor_name }),
    wave: number(data['wave']),
    count: number(data['told'] ?? data['asked'] ?? data['people']),
    outcome: typeof data['outcome'] === 'string' ? sayOr(`outcome.${data['outcome']}`, 'outcome.other') : '',
  };
  const plain = sayOr(`event.${entry.kind}`, 'event.unknown', params);
  const special = specialCase(entry.kind, data, params.count);
  return special === null ? plain : (sayIfKnown(`event.${entry.kind}.${special}`, params) ?? plain);
}

/** Newest first; lines of the same moment keep the server's order, turned around. */
export function newestFirst(timeline: readonly TimelineEntry[]): TimelineEntry[] {
  return timeline
    .map((entry, index) => ({ entry, index }))
    .sort((a, b) => Date.parse(b.entry.at) - Date.parse(a.entry.at) || b.index - a.index)
    .map(({ entry }) => entry);
}

function specialCase(kind: string, data: Record<string, unknown>, count: number): string | null {
  if (kind === 'opened') return openedAs(data);
  if (kind === 'wave_told') return count === 0 ? 'nobody' : null;
  if (kind === 'desk_told') return typeof data['why'] === 'string' ? data['why'] : null;
  if (kind === 'role') return typeof data['role'] === 'string' ? data['role'] : null;
  if (kind === 'resolved') return typeof data['outcome'] === 'string' ? 'outcome' : null;
  return null;
}

function sayIfKnown(key: string, params: Record<string, string | number>): string | null {
  const unknown = say('event.unknown');
  const found = sayOr(key, 'event.unknown', params);
  return found === unknown ? null : found;
}

function number(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

function openedAs(data: Record<string, unknown>): string | null {
  if (data['drill'] === true) return 'drill';
  if (number(data['late_s']) > 0) return 'late';
  return data['away'] === true ? 'away' : null;
}
