import { describe, expect, it } from 'vitest';

import {
  emptyDraft,
  goodTimes,
  mostMissing,
  placeMissing,
  proposalOf,
  whenMissing,
  type Draft,
} from './draft';

const SEOUL = 'Asia/Seoul';
const NOW = Date.parse('2026-11-23T21:00:00+09:00');
const draft = (change: Partial<Draft> = {}): Draft => ({
  ...emptyDraft(NOW, SEOUL),
  place: ' 금촌시장 정문 앞 ',
  ...change,
});

it('begins with tomorrow, half past nine, slowly', () => {
  expect(emptyDraft(NOW, SEOUL)).toMatchObject({
    day: '2026-11-24',
    time: '09:30',
    pace: 'slow',
    minutes: 30,
  });
});

it.each([
  [{}, null],
  [{ day: '' }, 'new.pick'],
  [{ day: '2026-11-23', time: '20:59' }, 'new.past'],
  [{ day: '2027-03-01' }, 'new.far'],
])('says what is wrong with a time: %j', (change, missing) => {
  expect(whenMissing(draft(change), NOW, SEOUL)).toBe(missing);
});

it('wants a place in words, and a number only when there is one', () => {
  expect(placeMissing(draft({ place: '  ' }))).toBe('new.placeEmpty');
  expect(placeMissing(draft())).toBeNull();
  expect(['', '2', '30'].map((most) => mostMissing(draft({ most })))).toEqual([null, null, null]);
  expect(['1', '31', '많이', '2.5'].map((most) => mostMissing(draft({ most })))).toEqual(
    Array.from({ length: 4 }, () => 'new.mostWrong'),
  );
});

describe('good times', () => {
  it('are all still to come', () => {
    expect(goodTimes(NOW, SEOUL)).toEqual([
      { day: '2026-11-24', time: '09:30' },
      { day: '2026-11-24', time: '15:00' },
      { day: '2026-11-28', time: '10:00' },
    ]);
  });

  it('offer this afternoon in the morning, and the next Saturday on a Saturday', () => {
    const saturday = Date.parse('2026-11-28T09:00:00+09:00');
    expect(goodTimes(saturday, SEOUL)).toEqual([
      { day: '2026-11-28', time: '15:00' },
      { day: '2026-11-29', time: '09:30' },
      { day: '2026-11-29', time: '15:00' },
      { day: '2026-12-05', time: '10:00' },
    ]);
  });
});

it('becomes the item that is sent: trimmed, in UTC, without what was left empty', () => {
  expect(proposalOf(draft({ dogs: true }), SEOUL, [])).toEqual({
    starts_at: '2026-11-24T00:30:00.000Z',
    duration_min: 30,
    meeting_place: '금촌시장 정문 앞',
    pace: 'slow',
    dogs: true,
  });
  const full = draft({ at: { lat: 37.76123456, lon: 126.7735 }, note: '따뜻하게 입고 오세요 ', most: '6' });
  expect(proposalOf(full, SEOUL, ['mina'])).toMatchObject({
    lat: 37.761235,
    lon: 126.7735,
    note: '따뜻하게 입고 오세요',
    most: 6,
    again_with: ['mina'],
  });
});
