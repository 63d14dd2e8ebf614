/** What the board shows, kept in the address so that a colleague can be sent the same view. */
import { standing } from './board';
import type { BoardAlert, BoardCheckIn } from './contract';

export interface Filters {
  alerts: 'all' | 'unanswered' | 'coming';
  place: 'all' | 'home' | 'public';
  drills: 'all' | 'hide' | 'only';
  reports: 'all' | 'concern' | 'safe' | 'photo' | 'late';
  picture: 'map' | 'table';
}

export const FILTER_CHOICES: { readonly [K in keyof Filters]: readonly Filters[K][] } = {
  alerts: ['all', 'unanswered', 'coming'],
  place: ['all', 'home', 'public'],
  drills: ['all', 'hide', 'only'],
  reports: ['all', 'concern', 'safe', 'photo', 'late'],
  picture: ['map', 'table'],
};

/** Reads an address; what it does not know becomes the default, never an error. */
export function filtersFrom(query: string | Record<string, string>): Filters {
  const given = new URLSearchParams(query);
  const pick = <K extends keyof Filters>(key: K): Filters[K] => {
    const choices = FILTER_CHOICES[key];
    return choices.find((choice) => choice === given.get(key)) ?? (choices[0] as Filters[K]);
  };
  return {
    alerts: pick('alerts'),
    place: pick('place'),
    drills: pick('drills'),
    reports: pick('reports'),
    picture: pick('picture'),
  };
}

/** The shortest address that gives these filters: defaults are left out. */
export function queryFor(filters: Filters): string {
  const query = new URLSearchParams();
  for (const key of Object.keys(FILTER_CHOICES) as (keyof Filters)[]) {
    if (filters[key] !== FILTER_CHOICES[key][0]) query.set(key, filters[key]);
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

export function alertPasses(alert: BoardAlert, filters: Filters): boolean {
  const state = standing(alert);
  if (filters.alerts === 'unanswered' && state !== 'unanswered') return false;
  if (filters.alerts === 'coming' && state === 'unanswered') return false;
  return placePasses(alert, filters);
}

/** The part of the filters that also makes sense for an alert that is over. */
export function placePasses(alert: BoardAlert, filters: Filters): boolean {
  if (filters.place !== 'all' && alert.place !== filters.place) return false;
  if (filters.drills === 'hide' && alert.drill) return false;
  return !(filters.drills === 'only' && !alert.drill);
}

export function checkInPasses(checkIn: BoardCheckIn, filters: Filters): boolean {
  switch (filters.reports) {
    case 'all':
      return true;
    case 'concern':
    case 'safe':
      return checkIn.status === filters.reports;
    case 'photo':
      return checkIn.photo_ids.length > 0;
    case 'late':
      return checkIn.late;
  }
}

/** True when something is hidden, so that an empty list is never mistaken for a quiet night. */
export function hidesAlerts(filters: Filters): boolean {
  return filters.alerts !== 'all' || filters.place !== 'all' || filters.drills !== 'all';
}
