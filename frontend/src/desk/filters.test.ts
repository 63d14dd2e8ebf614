import { describe, expect, it } from 'vitest';
import { alertPasses, checkInPasses, filtersFrom, hidesAlerts, queryFor } from './filters';
import { alert, checkIn, told } from './samples';

describe('filters in the address', () => {
  it('leaves defaults out and comes back the same', () => {
    expect(queryFor(filtersFrom(''))).toBe('');
    const query = '?alerts=unanswered&place=home&drills=hide&reports=photo&picture=table';
    expect(queryFor(filtersFrom(query))).toBe(query);
  });

  it('reads a mistyped address as the default', () => {
    expect(filtersFrom('?alerts=everything&x=1')).toEqual(filtersFrom(''));
  });
});

describe('what passes', () => {
  const home = alert('a');
  const coming = alert('b', { place: 'public', told: [told('박민수', 'accepted', 'received')] });

  it('tells unanswered from coming', () => {
    expect(alertPasses(home, filtersFrom('?alerts=unanswered'))).toBe(true);
    expect(alertPasses(coming, filtersFrom('?alerts=unanswered'))).toBe(false);
    expect(alertPasses(coming, filtersFrom('?alerts=coming'))).toBe(true);
    expect(alertPasses(home, filtersFrom('?alerts=coming'))).toBe(false);
  });

  it('tells places and drills apart', () => {
    expect(alertPasses(coming, filtersFrom('?place=home'))).toBe(false);
    expect(alertPasses(home, filtersFrom('?drills=only'))).toBe(false);
    expect(alertPasses(alert('d', { drill: true }), filtersFrom('?drills=hide'))).toBe(false);
  });

  it('finds records by kind, photo and lateness', () => {
    const plain = checkIn('c');
    expect(checkInPasses(plain, filtersFrom(''))).toBe(true);
    expect(checkInPasses(plain, filtersFrom('?reports=concern'))).toBe(true);
    expect(checkInPasses(plain, filtersFrom('?reports=safe'))).toBe(false);
    expect(checkInPasses(plain, filtersFrom('?reports=photo'))).toBe(false);
    expect(checkInPasses(checkIn('c', { late: true }), filtersFrom('?reports=late'))).toBe(true);
  });

  it('knows when alerts are hidden, but not when only records are', () => {
    expect(hidesAlerts(filtersFrom('?reports=late'))).toBe(false);
    expect(hidesAlerts(filtersFrom('?place=home'))).toBe(true);
  });
});
