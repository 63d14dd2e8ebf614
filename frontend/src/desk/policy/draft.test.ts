import { beforeAll, describe, expect, it } from 'vitest';

import { loadLanguage } from '../../core/i18n';
import { changed, draftOf, onto, read, valueOf, withoutWave, withWave, written } from './draft';
import { NUMBERS } from './numbers';
import type { Policy, Step } from './policy';
import { differences, moments } from './said';
import { join, split } from './spans';
import { loadWords } from './words';

const design: Policy = {
  inner_rings: 2,
  most_told: 20,
  few_in_range: 5,
  arrive_within_s: 300,
  resting_s: 86_400,
  debrief_after_s: 5400,
  outside_most: 3,
  moved_m: 50,
  wave_sizes: [3, 6, 11],
  wave_after_s: [0, 60, 120],
};
const changedTo = (part: Partial<Policy>): Policy => ({ ...design, ...part });
const words = (before: Policy, after: Policy) =>
  differences(before, after).map((one) => `${one.what} ${one.before} → ${one.after}`);

beforeAll(async () => {
  await loadLanguage('ko');
  await loadWords('ko');
});

describe('durations', () => {
  it.each([
    [0, 0, 'second'],
    [90, 90, 'second'],
    [60, 1, 'minute'],
    [5400, 90, 'minute'],
    [3600, 1, 'hour'],
    [86_400, 1, 'day'],
    [604_800, 7, 'day'],
  ] as const)('%d s are written as %d of the largest whole unit', (seconds, count, unit) => {
    expect(split(seconds)).toEqual({ count, unit });
    expect(join(String(count), unit)).toBe(seconds);
  });

  it.each(['', ' ', '-1', 'a', '1e3', '1.', '0x10', '1 2', '٣', '9999999', '0.01'])(
    'no duration stands in %j',
    (text) => expect(join(text, 'minute')).toBeNull(),
  );

  it('takes halves where they come to whole seconds, with either comma', () => {
    expect(join(' 1.5 ', 'minute')).toBe(90);
    expect(join('1,5', 'hour')).toBe(5400);
    expect(join('0.5', 'second')).toBeNull();
  });
});

describe('a draft', () => {
  it('reads back as the policy it was made of', () => {
    const { policy, wrong } = read(draftOf(design), design, {});
    expect(wrong).toEqual({});
    expect(policy).toEqual(design);
    expect(changed(design, policy as Policy)).toEqual([]);
  });

  it('knows no number that the server does not, and keeps one it does not know itself', () => {
    const base = { ...design, of_tomorrow: 7 } as Policy;
    const draft = draftOf(base);
    expect(draft.numbers.sparse_rings).toBeUndefined();
    expect(read(draft, base, {}).policy).toEqual(base);
  });

  it('names every field that cannot be read or is out of bounds, all at once', () => {
    const draft = draftOf(design);
    draft.numbers.inner_rings = { text: 'two', unit: null };
    draft.numbers.arrive_within_s = { text: '5', unit: 'second' };
    draft.numbers.moved_m = { text: '1.5', unit: null };
    const { policy, wrong } = read(draft, design, { arrive_within_s: { least: 60, most: 3600 } });
    expect(policy).toBeNull();
    expect(wrong).toEqual({ inner_rings: 'number', arrive_within_s: 'bounds', moved_m: 'number' });
  });

  it.each([
    [[['', 0]], 'people'],
    [[['0', 0]], 'people'],
    [[['51', 0]], 'people'],
    [
      [
        ['3', 0],
        ['3', 1801],
      ],
      'after',
    ],
    [
      [
        ['3', 0],
        ['3', 120],
        ['3', 60],
      ],
      'order',
    ],
  ] as const)('of the waves %j says what is wrong', (waves, what) => {
    const draft = draftOf(design);
    draft.waves = waves.map(([people, after], id) => ({
      id,
      people,
      after: written('arrive_within_s', after),
    }));
    expect(read(draft, design, {}).wrong).toEqual({ waves: what });
  });

  it('adds a wave as far from the last as that is from the one before', () => {
    const { waves } = draftOf(design);
    const more = withWave(waves);
    expect(more.map((wave) => valueOf(wave.after))).toEqual([0, 60, 120, 180]);
    expect(more.at(-1)?.people).toBe('11');
    expect(new Set(more.map((wave) => wave.id)).size).toBe(4);
    expect(withWave([]).map((wave) => [wave.people, valueOf(wave.after)])).toEqual([['3', 0]]);
  });

  it('without the first wave the next goes out at once', () => {
    const { waves } = draftOf(design);
    const left = withoutWave(waves, waves[0]?.id ?? -1);
    expect(left.map((wave) => [wave.people, valueOf(wave.after)])).toEqual([
      ['6', 0],
      ['11', 120],
    ]);
  });

  it('put onto a newer policy keeps what was typed, unreadable things too, and takes the rest', () => {
    const draft = draftOf(design);
    draft.numbers.few_in_range = { text: '9', unit: null };
    draft.numbers.inner_rings = { text: 'many', unit: null };
    const newer = changedTo({ few_in_range: 7, most_told: 30, inner_rings: 3, wave_sizes: [4, 6, 11] });
    const moved = onto(draft, design, newer);
    expect(moved.numbers.few_in_range?.text).toBe('9');
    expect(moved.numbers.inner_rings?.text).toBe('many');
    expect(moved.numbers.most_told?.text).toBe('30');
    expect(moved.waves.map((wave) => wave.people)).toEqual(['4', '6', '11']);
    const own = { ...draft, waves: withWave(draft.waves) };
    expect(onto(own, design, newer).waves.map((wave) => wave.people)).toEqual(['3', '6', '11', '11']);
  });
});

describe('in words', () => {
  it('tells waves one by one and numbers in their unit', () => {
    expect(words(design, changedTo({ wave_after_s: [0, 120, 120], arrive_within_s: 600 }))).toEqual([
      '2차 1분 뒤 6명 → 2분 뒤 6명',
      '도착을 기다리는 시간 5분 → 10분',
    ]);
    expect(words(design, changedTo({ wave_sizes: [3, 6], wave_after_s: [0, 60] }))).toEqual([
      '3차 2분 뒤 11명 → 없음',
    ]);
    expect(
      words(design, changedTo({ inner_rings: 3, moved_m: 80, outside_most: 0, resting_s: 172_800 })),
    ).toEqual([
      '처음 찾는 범위 2칸 → 3칸',
      '움직였다고 보는 거리 50m → 80m',
      '비상 연락을 하는 횟수 3번 → 0번',
      '다녀온 뒤 쉬는 시간 1일 → 2일',
    ]);
    expect(words(design, design)).toEqual([]);
  });

  it('tells every number that differs, whichever it is', () => {
    for (const name of NUMBERS) {
      const [before, after] = [
        { ...design, [name]: 60 },
        { ...design, [name]: 120 },
      ];
      expect(differences(before, after), name).toHaveLength(1);
    }
  });

  it('lays two previews side by side, moment by moment', () => {
    const step = (part: Partial<Step>): Step => ({
      after_s: 0,
      tells: 0,
      total: 0,
      desk: false,
      outside: false,
      ...part,
    });
    const now = [
      step({ tells: 3, total: 3 }),
      step({ after_s: 60, tells: 6, total: 9, desk: true }),
      step({ after_s: 180, total: 9, outside: true }),
    ];
    const next = [step({ tells: 3, total: 3 }), step({ after_s: 120, tells: 6, total: 9, desk: true })];
    const second = ['이웃 6명 더 (모두 9명)', '상황실'];
    expect(moments(now, next)).toEqual([
      { after_s: 0, now: ['이웃 3명'], next: ['이웃 3명'] },
      { after_s: 60, now: second, next: [] },
      { after_s: 120, now: [], next: second },
      { after_s: 180, now: ['앱 밖 비상 연락처'], next: [] },
    ]);
  });
});
