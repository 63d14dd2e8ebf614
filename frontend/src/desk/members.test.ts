import { describe, expect, it } from 'vitest';

import { queryForSearch, searchFrom } from './members';

describe('the search in the address', () => {
  it('comes back the same', () => {
    const search = { q: '순자 & 님', tier: 'resident' as const };
    expect(searchFrom(Object.fromEntries(new URLSearchParams(queryForSearch(search))))).toEqual(search);
  });

  it('is empty for everybody, and forgives an unknown tier', () => {
    expect(queryForSearch({ q: '', tier: null })).toBe('');
    expect(searchFrom({ tier: 'king' })).toEqual({ q: '', tier: null });
  });
});
