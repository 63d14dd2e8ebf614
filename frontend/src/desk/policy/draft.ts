/** A policy while it is written: what stands in each field, and what that comes to. */
import { kindOf, type NumberName, NUMBERS } from './numbers';
import type { Bounds, Policy } from './policy';
import { join, split, type Unit } from './spans';

export interface Written {
  text: string;
  /** Null for what is only counted. */
  unit: Unit | null;
}

export interface WrittenWave {
  /** Its own for as long as it is on the screen. */
  id: number;
  people: string;
  after: Written;
}

export interface Draft {
  numbers: Partial<Record<NumberName, Written>>;
  waves: WrittenWave[];
}

/** What is looked at and told as one: a number, or all waves together. */
export type Part = NumberName | 'waves';
export type Wrong = 'number' | 'bounds' | 'people' | 'after' | 'order';

type Waves = Pick<Policy, 'wave_sizes' | 'wave_after_s'>;

export const MOST_WAVES = 6;
const MOST_PEOPLE = 50;
const LAST_WAVE_S = 1800;
const PAUSE_S = 60;
const FEW = 3;

let drawn = 0;
const nextId = () => (drawn += 1);

export function written(name: NumberName, value: number): Written {
  return kindOf(name) === 'duration' ? writtenSpan(value) : { text: String(value), unit: null };
}

function writtenSpan(seconds: number): Written {
  const { count, unit } = split(seconds);
  return { text: String(count), unit };
}

export function draftOf(policy: Policy): Draft {
  const known = NUMBERS.flatMap((name) => {
    const value = policy[name];
    return value === undefined ? [] : [[name, written(name, value)] as const];
  });
  return { numbers: Object.fromEntries(known), waves: wavesOf(policy) };
}

export function wavesOf(policy: Policy): WrittenWave[] {
  return policy.wave_sizes.map((people, at) => ({
    id: nextId(),
    people: String(people),
    after: writtenSpan(policy.wave_after_s[at] ?? 0),
  }));
}

/** The whole number that stands there; null when there is none. */
export function valueOf({ text, unit }: Written): number | null {
  if (unit !== null) return join(text, unit);
  return /^\d{1,6}$/.test(text.trim()) ? Number(text.trim()) : null;
}

/** One more wave after the last, as far from it as the last is from the one before. */
export function withWave(waves: readonly WrittenWave[]): WrittenWave[] {
  const times = waves.map((wave) => valueOf(wave.after) ?? 0);
  const last = times.at(-1) ?? 0;
  const pause = last - (times.at(-2) ?? 0) || PAUSE_S;
  const after = waves.length === 0 ? 0 : last + pause;
  return [...waves, { id: nextId(), people: waves.at(-1)?.people ?? String(FEW), after: writtenSpan(after) }];
}

/** Without one of them; whatever is first then goes out at once. */
export function withoutWave(waves: readonly WrittenWave[], id: number): WrittenWave[] {
  const left = waves.filter((wave) => wave.id !== id);
  return left.map((wave, at) => (at === 0 ? { ...wave, after: writtenSpan(0) } : wave));
}

export interface Reading {
  /** Null while something is wrong. */
  policy: Policy | null;
  wrong: Partial<Record<Part, Wrong>>;
}

/** What is written, read against `base`, whose other numbers stay; `bounds` are the server's. */
export function read(draft: Draft, base: Policy, bounds: Partial<Record<NumberName, Bounds>>): Reading {
  const wrong: Reading['wrong'] = {};
  const policy: Policy = { ...base };
  for (const name of NUMBERS) {
    const stands = draft.numbers[name];
    if (stands === undefined) continue;
    const value = valueOf(stands);
    const { least = 0, most = Infinity } = bounds[name] ?? {};
    if (value === null) wrong[name] = 'number';
    else if (value < least || value > most) wrong[name] = 'bounds';
    else policy[name] = value;
  }
  const waves = readWaves(draft.waves);
  const trouble = wrongWaves(waves);
  if (trouble !== null) wrong.waves = trouble;
  Object.assign(policy, waves);
  return { policy: Object.keys(wrong).length === 0 ? policy : null, wrong };
}

function readWaves(waves: readonly WrittenWave[]): Waves {
  return {
    wave_sizes: waves.map((wave) => valueOf({ text: wave.people, unit: null }) ?? 0),
    wave_after_s: waves.map((wave) => valueOf(wave.after) ?? -1),
  };
}

function wrongWaves({ wave_sizes, wave_after_s }: Waves): Wrong | null {
  if (wave_sizes.some((size) => size < 1 || size > MOST_PEOPLE)) return 'people';
  if (wave_after_s.some((at) => at < 0 || at > LAST_WAVE_S)) return 'after';
  return wave_after_s.some((at, place) => at < (wave_after_s[place - 1] ?? 0)) ? 'order' : null;
}

const same = (one: readonly number[], other: readonly number[]) => one.join() === other.join();

export function sameWaves(one: Waves, other: Waves): boolean {
  return same(one.wave_sizes, other.wave_sizes) && same(one.wave_after_s, other.wave_after_s);
}

/** What differs, in the order of the screen. */
export function changed(before: Policy, after: Policy): Part[] {
  const numbers = NUMBERS.filter((name) => before[name] !== after[name]);
  return sameWaves(before, after) ? numbers : ['waves', ...numbers];
}

/** What was typed on top of `base`, put on top of a newer policy: what nobody touched here is as it is there now. */
export function onto(draft: Draft, base: Policy, newer: Policy): Draft {
  const fresh = draftOf(newer);
  const numbers = { ...fresh.numbers };
  for (const name of NUMBERS) {
    const stands = draft.numbers[name];
    if (stands !== undefined && valueOf(stands) !== base[name]) numbers[name] = stands;
  }
  const touched = !sameWaves(readWaves(draft.waves), base);
  return { numbers, waves: touched ? draft.waves : fresh.waves };
}
