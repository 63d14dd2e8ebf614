/** Numbers of a policy as people say them, and what differs between two policies in words. */
import { changed, type Part } from './draft';
import { kindOf, type NumberName } from './numbers';
import type { Policy, Step } from './policy';
import { split } from './spans';
import { tell } from './words';

/** `90초`, `1분`, `3일`. */
export function saySpan(seconds: number): string {
  const { count, unit } = split(seconds);
  return tell(`span.${unit}`, { count });
}

export function sayAmount(name: NumberName, value: number): string {
  const kind = kindOf(name);
  return kind === 'duration' ? saySpan(value) : tell(`amount.${kind}`, { count: value });
}

/** `바로`, `2분 뒤`. */
export function sayAfter(seconds: number): string {
  return seconds === 0 ? tell('step.atOnce') : tell('step.after', { span: saySpan(seconds) });
}

export function sayWave(people: number, afterS: number): string {
  return tell('wave.said', { after: sayAfter(afterS), count: people });
}

export function sayPart(part: Part): string {
  return part === 'waves' ? tell('group.waves') : tell(`number.${part}`);
}

export interface Difference {
  what: string;
  before: string;
  after: string;
}

/** Wave by wave, then number by number: `2차 1분 뒤 6명 → 2분 뒤 6명`. */
export function differences(before: Policy, after: Policy): Difference[] {
  return changed(before, after).flatMap((part): Difference[] => {
    if (part === 'waves') return waveDifferences(before, after);
    const [from, to] = [before[part], after[part]];
    if (from === undefined || to === undefined) return [];
    return [{ what: sayPart(part), before: sayAmount(part, from), after: sayAmount(part, to) }];
  });
}

function waveDifferences(before: Policy, after: Policy): Difference[] {
  const most = Math.max(before.wave_sizes.length, after.wave_sizes.length);
  return Array.from({ length: most }, (_, at) => ({
    what: tell('wave.name', { count: at + 1 }),
    before: sayWaveOf(before, at),
    after: sayWaveOf(after, at),
  })).filter((one) => one.before !== one.after);
}

function sayWaveOf({ wave_sizes, wave_after_s }: Policy, at: number): string {
  const people = wave_sizes[at];
  return people === undefined ? tell('wave.none') : sayWave(people, wave_after_s[at] ?? 0);
}

/** What happens in one moment: `이웃 6명 더 (모두 9명)`, `상황실`. */
function sayStep({ tells, total, desk, outside }: Step): string[] {
  return [
    ...(tells > 0 ? [tell(total > tells ? 'step.more' : 'step.first', { count: tells, total })] : []),
    ...(desk ? [tell('step.desk')] : []),
    ...(outside ? [tell('step.outside')] : []),
  ];
}

export interface Moment {
  after_s: number;
  /** Empty when nothing happens then. */
  now: string[];
  next: string[];
}

/** Both previews side by side, moment by moment. */
export function moments(now: readonly Step[], next: readonly Step[]): Moment[] {
  const times = [...new Set([...now, ...next].map((step) => step.after_s))].sort((one, two) => one - two);
  const at = (steps: readonly Step[], after_s: number) =>
    steps.filter((step) => step.after_s === after_s).flatMap(sayStep);
  return times.map((after_s) => ({ after_s, now: at(now, after_s), next: at(next, after_s) }));
}
