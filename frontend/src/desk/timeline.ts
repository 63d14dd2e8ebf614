/** One human sentence for each line of an alert's history. */
import type { TimelineEntry } from './contract';
import { say, sayOr } from './texts';

/** Which kinds are turning points, and so stand out in the list. */
const TURNING_POINTS = new Set([
  'opened',
  'accepted',
  'on_scene',
  'desk_told',
  'resolved',
  'cancelled',
  'expired',
]);

export function isTurningPoint(entry: TimelineEntry): boolean {
  return TURNING_POINTS.has(bareKind(entry.kind));
}

export function sentence(entry: TimelineEntry): string {
  const kind = bareKind(entry.kind);
  const data = entry.data ?? {};
  return sayOr(keyFor(kind, data), 'event.unknown', {
    actor: entry.actor_name === null ? say('event.somebody') : say('event.actor', { name: entry.actor_name }),
    n: number(data.wave),
    count: number(data.count),
  });
}

/** Newest first; lines of the same moment keep the server's order, turned around. */
export function newestFirst(timeline: readonly TimelineEntry[]): TimelineEntry[] {
  return timeline
    .map((entry, index) => ({ entry, index }))
    .sort((a, b) => Date.parse(b.entry.at) - Date.parse(a.entry.at) || b.index - a.index)
    .map(({ entry }) => entry);
}

function keyFor(kind: string, data: Record<string, unknown>): string {
  if (kind === 'opened' && data.late === true) return 'event.opened.late';
  if (kind === 'opened' && data.drill === true) return 'event.opened.drill';
  if (kind === 'wave' && number(data.count) === 0) return 'event.wave.nobody';
  return `event.${kind}`;
}

function bareKind(kind: string): string {
  return kind.replace(/^(alert|response)\./, '');
}

function number(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
