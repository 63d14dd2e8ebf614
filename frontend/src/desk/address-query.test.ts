import { describe, expect, it } from 'vitest';

import { dayFrom, oneOf, queryOf } from './address-query';

describe('filters in the address', () => {
  it('leaves out what is not chosen and keeps the order', () => {
    expect(queryOf({ state: 'open', q: '', since: null, until: undefined })).toBe('?state=open');
    expect(queryOf({ q: '가로등 & 길', days: 7 })).toBe(
      `?q=${encodeURIComponent('가로등')}+%26+${encodeURIComponent('길')}&days=7`,
    );
    expect(queryOf({})).toBe('');
  });

  it('takes a mistyped word or day for no filter', () => {
    expect(oneOf(['a', 'b'], 'b')).toBe('b');
    expect(oneOf(['a', 'b'], 'c')).toBeNull();
    expect(oneOf(['a', 'b'], undefined)).toBeNull();
    expect(dayFrom('2026-11-23')).toBe('2026-11-23');
    for (const wrong of ['2026-11-31', '2026-13-01', '23.11.2026', '2026-1-1', '', undefined]) {
      expect(dayFrom(wrong)).toBeNull();
    }
  });
});
