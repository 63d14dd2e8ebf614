/** The neighbourhood's dogs as the desk asks for them. */
import { call } from '../../api/client';
import { oneOf, queryOf } from '../address-query';
import { DOGS_PATH } from '../addresses';
import type { Page } from '../contract';

export const RESULTS = ['passed', 'failed', 'not_tested'] as const;
export type TestResult = (typeof RESULTS)[number];

export interface Temperament {
  result: TestResult;
  tested_on: string | null;
  note: string;
}

export interface DeskDog {
  id: string;
  name: string;
  photo_id: string | null;
  registration_no: string | null;
  temperament: Temperament | null;
  owner: { id: string; name: string };
}

export interface DogFilters {
  q: string;
  result: TestResult | null;
}

export function dogFiltersFrom(query: Record<string, string>): DogFilters {
  return { q: (query['q'] ?? '').slice(0, 60), result: oneOf(RESULTS, query['result']) };
}

export function addressOfDogs({ q, result }: DogFilters): string {
  return DOGS_PATH + queryOf({ q, result });
}

export function findDogs({ q, result }: DogFilters, cursor: string | null): Promise<Page<DeskDog>> {
  return call<Page<DeskDog>>('GET', '/api/desk/dogs', { query: { q: q || null, result, cursor } });
}

export function recordTemperament(dogId: string, record: Temperament): Promise<unknown> {
  return call<unknown>('PUT', `/api/dogs/${encodeURIComponent(dogId)}/temperament`, { body: record });
}

/** A dog nobody recorded anything about was not tested. */
export function resultOf(dog: Pick<DeskDog, 'temperament'>): TestResult {
  return dog.temperament?.result ?? 'not_tested';
}

/** `410123456789012` → `410 1234 5678 9012`: read out in groups. */
export function grouped(registration: string): string {
  return registration.replace(/^(\d{3})(\d{4})(\d{4})(\d{4})$/, '$1 $2 $3 $4');
}

/** A test was taken on a day that has come; one not taken has no day. */
export function dayComplaint(
  { result, tested_on }: Pick<Temperament, 'result' | 'tested_on'>,
  today: string,
): 'dayMissing' | 'dayAhead' | null {
  if (result === 'not_tested') return null;
  if (tested_on === null) return 'dayMissing';
  return tested_on > today ? 'dayAhead' : null;
}
