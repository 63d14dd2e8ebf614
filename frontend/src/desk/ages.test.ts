import { describe, expect, it } from 'vitest';
import { asDuration, asSpan, clockOffset, secondsSince, secondsUntil } from './ages';

const NOW = Date.parse('2026-11-23T10:01:05Z');

describe('ages', () => {
  it('counts from the server clock, not this computer', () => {
    const offset = clockOffset('2026-11-23T10:00:00Z', Date.parse('2026-11-23T11:00:00Z'));
    expect(offset).toBe(-3_600_000);
    expect(clockOffset('not a time', NOW)).toBe(0);
  });

  it('never goes below zero', () => {
    expect(secondsSince('2026-11-23T10:02:00Z', NOW)).toBe(0);
    expect(secondsUntil('2026-11-23T10:00:00Z', NOW)).toBe(0);
    expect(secondsSince('2026-11-23T10:00:00Z', NOW)).toBe(65);
    expect(secondsUntil('2026-11-23T10:02:00.500Z', NOW)).toBe(56);
  });

  it('picks the largest whole unit', () => {
    expect(asSpan(59)).toEqual({ unit: 'second', count: 59 });
    expect(asSpan(61)).toEqual({ unit: 'minute', count: 1 });
    expect(asSpan(7_300)).toEqual({ unit: 'hour', count: 2 });
    expect(asSpan(90_000)).toEqual({ unit: 'day', count: 1 });
    expect(asDuration(65.4)).toBe('PT65S');
  });
});
