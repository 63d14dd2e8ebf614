import { describe, expect, it } from 'vitest';

import { dueFirst, type Facility, facilityFiltersFrom, passes, standingOf } from './facilities';
import { complaintsAboutFacility, draftOf, EMPTY_FACILITY, facilityFrom, placeTyped } from './facility-draft';
import { COLUMNS, sampleCsv } from './sample-file';

const facility = (id: string, change: Partial<Facility> = {}): Facility => ({
  id,
  kind: 'lamp',
  label: id,
  number: '',
  lat: 37.76,
  lon: 126.77,
  every_days: 30,
  last_checked_at: null,
  last_working: null,
  next_due_at: '2026-12-01T00:00:00Z',
  due: false,
  ...change,
});

describe('facilities', () => {
  it('come broken first, then the longest due, then by name as people count', () => {
    const all = [
      facility('등 10'),
      facility('등 2'),
      facility('due', { due: true, next_due_at: '2026-11-01T00:00:00Z' }),
      facility('overdue', { due: true, next_due_at: '2026-09-01T00:00:00Z' }),
      facility('broken', { last_working: false }),
    ];
    expect(dueFirst(all).map(({ id }) => id)).toEqual(['broken', 'overdue', 'due', '등 2', '등 10']);
    expect(standingOf(facility('x', { last_working: false, due: true }))).toBe('broken');
  });

  it('are found by name, number, kind and standing', () => {
    const lamp = facility('공원 등', { number: 'L-203' });
    const filters = (query: Record<string, string>) => facilityFiltersFrom(query);
    expect(passes(lamp, filters({ q: 'l-20' }))).toBe(true);
    expect(passes(lamp, filters({ q: '공원' }))).toBe(true);
    expect(passes(lamp, filters({ q: '놀이터' }))).toBe(false);
    expect(passes(lamp, filters({ kind: 'bell' }))).toBe(false);
    expect(passes(lamp, filters({ state: 'due' }))).toBe(false);
    expect(passes(lamp, filters({ state: 'bogus' }))).toBe(true);
  });

  it('keep what is typed until it makes sense', () => {
    expect(complaintsAboutFacility(EMPTY_FACILITY)).toEqual({
      label: 'labelMissing',
      lat: 'latWrong',
      lon: 'lonWrong',
    });
    const draft = {
      ...EMPTY_FACILITY,
      label: ' 등 ',
      ...placeTyped('lat', '37.7592, 126.7741'),
      every: '7',
    };
    expect(complaintsAboutFacility(draft)).toEqual({});
    expect(facilityFrom(draft)).toEqual({
      kind: 'lamp',
      label: '등',
      number: '',
      lat: 37.7592,
      lon: 126.7741,
      every_days: 7,
    });
    for (const every of ['0', '731', '1.5', 'weekly', '']) {
      expect(complaintsAboutFacility({ ...draft, every })).toEqual({ every: 'everyWrong' });
    }
    expect(facilityFrom(draftOf(facility('a', { number: 'L-1' })))).toMatchObject({ number: 'L-1' });
  });

  it('come with a sample file whose first line the import knows', () => {
    const [first, ...lines] = sampleCsv([37.76, 126.77]).replace('\uFEFF', '').trim().split('\r\n');
    expect(first).toBe(COLUMNS.join(','));
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(line.split(',')).toHaveLength(COLUMNS.length);
  });
});
