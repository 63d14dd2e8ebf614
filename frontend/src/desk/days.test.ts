import { describe, expect, it } from 'vitest';

import { localDay, localMonth, monthAway, monthFrom } from './days';

describe('days and months', () => {
  it('writes the day of this calendar', () => {
    const noon = new Date(2026, 0, 5, 12).getTime();
    expect(localDay(noon)).toBe('2026-01-05');
    expect(localMonth(noon)).toBe('2026-01');
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
