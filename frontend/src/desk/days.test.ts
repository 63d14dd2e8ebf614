import { afterEach, describe, expect, it } from 'vitest';

import type { Me } from '../api/types';
import { me } from '../core/session';
import { localDay, localMonth, momentOf, monthAway, monthFrom } from './days';

describe('days and months', () => {
  afterEach(() => {
    me.value = null;
  });

  it('are the neighbourhood’s, not this computer’s', () => {
    expect(localDay(Date.parse('2026-01-04T14:59:59.500Z'))).toBe('2026-01-04');
    expect(localDay(Date.parse('2026-01-04T15:00:00Z'))).toBe('2026-01-05');
    expect(localMonth(Date.parse('2026-01-31T15:00:00Z'))).toBe('2026-02');
    expect(momentOf('2026-11-24', '10:00')?.toISOString()).toBe('2026-11-24T01:00:00.000Z');
    expect(momentOf('', '10:00')).toBeNull();
    expect(momentOf('2026-11-24', '')).toBeNull();
  });

  it('keep to the clocks there when they change', () => {
    me.value = { neighbourhood: { time_zone: 'Europe/Berlin' } } as Me;
    expect(momentOf('2026-03-29', '01:30')?.toISOString()).toBe('2026-03-29T00:30:00.000Z');
    expect(momentOf('2026-03-29', '03:30')?.toISOString()).toBe('2026-03-29T01:30:00.000Z');
    expect(momentOf('2026-07-01', '10:00')?.toISOString()).toBe('2026-07-01T08:00:00.000Z');
    expect(localDay(Date.parse('2026-07-01T22:30:00Z'))).toBe('2026-07-02');
  });

  it('goes over the end of the year both ways', () => {
    expect(monthAway('2026-01', -1)).toBe('2025-12');
    expect(monthAway('2026-12', 1)).toBe('2027-01');
    expect(monthAway('2026-05', 0)).toBe('2026-05');
  });

  it('knows a month from nonsense', () => {
    expect(monthFrom('2026-11')).toBe('2026-11');
    for (const wrong of ['2026-13', '2026-00', '26-11', 'november', undefined]) {
      expect(monthFrom(wrong)).toBeNull();
    }
  });
});
