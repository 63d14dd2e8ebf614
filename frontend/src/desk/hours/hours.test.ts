import { describe, expect, it } from 'vitest';

import { lastedMin, type MemberHours, minutesFrom, mostFirst, mostMin, sumsOf } from './hours';

describe('confirming a walk', () => {
  it('tells how long it lasted', () => {
    const from = '2026-11-23T01:00:00Z';
    expect(lastedMin({ started_at: from, ended_at: '2026-11-23T01:45:20Z' })).toBe(45);
    expect(lastedMin({ started_at: from, ended_at: '2026-11-23T00:00:00Z' })).toBe(0);
  });

  it('counts for no more than four hours of it', () => {
    const from = '2026-11-23T01:00:00Z';
    expect(mostMin({ started_at: from, ended_at: '2026-11-23T01:45:20Z' })).toBe(45);
    expect(mostMin({ started_at: from, ended_at: '2026-11-23T09:00:00Z' })).toBe(240);
  });

  it('takes whole minutes only', () => {
    expect(minutesFrom(' 45 ', 45)).toBe(45);
    expect(minutesFrom('0', 45)).toBe(0);
    for (const wrong of ['', '-1', '46', '4.5', 'an hour']) expect(minutesFrom(wrong, 45)).toBeNull();
  });
});

const member = (name: string, confirmed_min: number, walks: number): MemberHours => ({
  member: { id: name, name },
  confirmed_min,
  pending_min: 0,
  needs_confirmation: 1,
  walks,
  distance_m: 0,
});

describe('a month', () => {
  it('is summed up, and shows who walked most first', () => {
    const items = [member('나', 10, 1), member('가', 10, 1), member('다', 90, 2)];
    expect(sumsOf(items)).toEqual({ members: 3, walks: 4, confirmed_min: 110, needs_confirmation: 3 });
    expect(mostFirst(items).map((one) => one.member.name)).toEqual(['다', '가', '나']);
  });
});
