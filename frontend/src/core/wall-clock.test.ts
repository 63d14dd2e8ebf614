import { describe, expect, it } from 'vitest';

import {
  addDays,
  daysApart,
  englishTime,
  koreanTime,
  minutesOf,
  momentOf,
  dayExists,
  weekdayOf,
} from './wall-clock';

const moment = (day: string, minute: number, zone: string) =>
  new Date(momentOf(day, minute, zone)).toISOString();

describe('the moment of a time on a wall clock', () => {
  it.each([
    ['Asia/Seoul', '2026-12-01', 540, '2026-12-01T00:00:00.000Z'],
    ['Europe/London', '2027-03-28', 90, '2027-03-28T01:30:00.000Z'], // skipped: as long after the change
    ['Europe/London', '2026-10-25', 90, '2026-10-25T00:30:00.000Z'], // comes twice: the first
    ['America/New_York', '2027-03-14', 150, '2027-03-14T07:30:00.000Z'],
    ['America/New_York', '2026-11-01', 90, '2026-11-01T05:30:00.000Z'],
    ['America/New_York', '2026-11-01', 180, '2026-11-01T08:00:00.000Z'],
    ['Australia/Lord_Howe', '2026-10-04', 135, '2026-10-03T15:45:00.000Z'],
    ['Asia/Kathmandu', '2026-12-01', 0, '2026-11-30T18:15:00.000Z'],
  ])('%s %s %i', (zone, day, minute, expected) => {
    expect(moment(day, minute, zone)).toBe(expected);
  });

  it('knows that Samoa left a day out', () => {
    expect(dayExists('2011-12-30', 'Pacific/Apia')).toBe(false);
    expect(dayExists('2011-12-31', 'Pacific/Apia')).toBe(true);
  });
});

it('counts days and weekdays', () => {
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(daysApart('2026-12-01', '2026-11-29')).toBe(-2);
  expect(weekdayOf('2026-11-30')).toBe(0);
  expect(minutesOf('24:00')).toBeNull();
});

it('says times as people do', () => {
  expect(['09:00', '00:00', '12:30', '19:05'].map(koreanTime)).toEqual([
    '아침 9시',
    '밤 12시',
    '낮 12시 반',
    '저녁 7시 5분',
  ]);
  expect(['09:00', '00:00', '12:00', '12:30', '19:05'].map(englishTime)).toEqual([
    '9 am',
    'midnight',
    'noon',
    '12:30 pm',
    '7:05 pm',
  ]);
});
