import { describe, expect, it } from 'vitest';

import {
  addressOfReports,
  type DeskReport,
  filtersReports,
  nextState,
  numbered,
  reportFiltersFrom,
  reportsFile,
} from './reports';

const report = (id: string, place: DeskReport['place']): DeskReport => ({
  id,
  category: 'light_out',
  state: 'received',
  note: '',
  answer: '',
  place,
  reported_at: '2026-11-23T10:00:00Z',
  state_at: '2026-11-23T10:00:00Z',
  also_reported: 0,
  photo_ids: [],
  facility_id: null,
  facility_label: null,
  reporter: { id: 'm', name: '이준호' },
});

describe('reports', () => {
  it('gives a colleague the same list by its address', () => {
    const filters = reportFiltersFrom({
      state: 'open',
      category: 'litter',
      q: '봉투',
      since: '2026-11-01',
      until: 'soon',
    });
    expect(filters).toEqual({
      state: 'open',
      category: 'litter',
      q: '봉투',
      since: '2026-11-01',
      until: null,
    });
    const [path, query] = addressOfReports(filters).split('?');
    expect(path).toBe('/desk/reports');
    expect(reportFiltersFrom(Object.fromEntries(new URLSearchParams(query)))).toEqual(filters);
    expect(filtersReports(filters)).toBe(true);
    expect(filtersReports(reportFiltersFrom({ state: 'nonsense' }))).toBe(false);
  });

  it('exports what is filtered, with the reason', () => {
    const filters = reportFiltersFrom({ state: 'fixed' });
    expect(reportsFile(filters, 'geojson', '보수 & 요청')).toBe(
      `/api/desk/reports.geojson?state=fixed&reason=${encodeURIComponent('보수')}+%26+${encodeURIComponent('요청')}`,
    );
  });

  it('numbers the map as the list, whatever has no place', () => {
    const marks = numbered([
      report('a', { lat: 37.7, lon: 126.7 }),
      report('b', null),
      report('c', { lat: 37.8, lon: 126.8 }),
    ]);
    expect(marks.map(({ number, report: { id } }) => [number, id])).toEqual([
      [1, 'a'],
      [3, 'c'],
    ]);
  });

  it('offers what most likely comes next', () => {
    expect(nextState('received')).toBe('in_progress');
    expect(nextState('in_progress')).toBe('fixed');
  });
});
