import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

import { loadLanguage } from '../../core/i18n';
import { dayAndTime, koreanTime } from '../../core/wall-clock';
import { togetherTexts } from '../../locales/together';
import { instantOf, leafOf, whenInWords } from './when';

const SEOUL = 'Asia/Seoul';
const NOW = Date.parse('2026-11-23T21:00:00+09:00');

describe('in Korean', () => {
  beforeAll(async () => {
    await togetherTexts.load('ko');
    await loadLanguage('ko');
  });

  it.each([
    ['2026-11-23T22:00:00+09:00', '오늘 밤 10시'],
    ['2026-11-24T09:30:00+09:00', '내일 아침 9시 반'],
    ['2026-11-25T12:00:00+09:00', '모레 낮 12시'],
    ['2026-11-28T10:10:00+09:00', '토요일 오전 10시 10분'],
    ['2026-12-03T15:00:00+09:00', '12월 3일 목요일 오후 3시'],
    ['2026-11-24T00:05:00+09:00', '내일 밤 12시 5분'],
  ])('%s is said as "%s"', (at, words) => {
    expect(whenInWords(at, NOW, SEOUL)).toBe(words);
  });

  it('names every time of the day', () => {
    expect(['04:00', '05:00', '11:59', '17:00', '18:00', '20:59', '21:00'].map(koreanTime)).toEqual([
      '새벽 4시',
      '아침 5시',
      '오전 11시 59분',
      '오후 5시',
      '저녁 6시',
      '저녁 8시 59분',
      '밤 9시',
    ]);
  });

  it('shows the leaf of the day it is there, not here', () => {
    expect(leafOf('2026-11-23T15:30:00Z', SEOUL)).toEqual({ number: '24', weekday: '화' });
  });
});

it('says it in English too', async () => {
  await togetherTexts.load('en');
  await loadLanguage('en');
  expect(whenInWords('2026-11-24T09:30:00+09:00', NOW, SEOUL)).toBe('Tomorrow, 9:30 am');
  expect(whenInWords('2026-11-28T10:00:00+09:00', NOW, SEOUL)).toBe('Saturday, 10 am');
  expect(whenInWords('2026-12-03T15:00:00+09:00', NOW, SEOUL)).toBe('Thu, December 3, 3 pm');
});

describe('a day and a time', () => {
  it('mean the same instant back and forth in every zone', () => {
    const zones = [
      'Asia/Seoul',
      'UTC',
      'America/New_York',
      'Europe/Berlin',
      'Asia/Kathmandu',
      'Pacific/Apia',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: Date.UTC(2026, 0, 1) / 60_000, max: Date.UTC(2028, 0, 1) / 60_000 }),
        (zone, minute) => {
          const shown = dayAndTime(minute * 60_000, zone);
          const at = instantOf(shown.day, shown.time, zone)!;
          // The hour that happens twice in autumn has two right answers; both read the same.
          expect(dayAndTime(at, zone)).toEqual(shown);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('are none when they are not complete', () => {
    expect(instantOf('', '09:30', SEOUL)).toBeNull();
    expect(instantOf('2026-11-24', '', SEOUL)).toBeNull();
    expect(instantOf('2026-13-40', '09:30', SEOUL)).toBeNull();
  });
});
