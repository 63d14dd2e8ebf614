import 'fake-indexeddb/auto';
import { beforeEach, expect, it, vi } from 'vitest';

import { getValue, setValue } from '../../core/db';
import { keepIdentity } from '../../core/identity';
import { sessionState } from '../../core/session';
import { startWalk } from '../../core/walk';
import {
  addCompanion,
  company,
  keepOnlyDogs,
  recallCompany,
  setOut,
  toggleCompanion,
  toggleDog,
} from './company';

vi.mock('../../core/walk', () => ({ startWalk: vi.fn(async () => {}) }));

const kept = () => getValue<{ dogIds: string[]; memberId: string }>('company');

beforeEach(async () => {
  vi.clearAllMocks();
  await setValue('company', undefined);
  await keepIdentity({ memberId: 'me', deviceId: 'phone' });
  sessionState.value = 'in';
  sessionState.value = 'out';
  sessionState.value = 'in';
});

it('sets out with who came last time, in one tap', async () => {
  await setValue('company', { memberId: 'me', dogIds: ['bori'], companions: ['순이'], known: ['순이'] });
  await setOut();
  expect(startWalk).toHaveBeenCalledWith({ dogIds: ['bori'], companions: ['순이'] });
});

it('remembers nothing of somebody else', async () => {
  await setValue('company', { memberId: 'other', dogIds: ['bori'], companions: ['순이'], known: [] });
  await recallCompany();
  expect(company.value.dogIds).toEqual([]);
});

it('takes dogs along and leaves them at home, and keeps it', async () => {
  await recallCompany();
  toggleDog('bori');
  toggleDog('kong');
  toggleDog('bori');
  expect(company.value.dogIds).toEqual(['kong']);
  await vi.waitFor(async () => expect((await kept())?.dogIds).toEqual(['kong']));
  keepOnlyDogs(['bori']);
  expect(company.value.dogIds).toEqual([]);
});

it('adds a companion once, without stray spaces, and none without a name', async () => {
  await recallCompany();
  expect(addCompanion('  ')).toBe(false);
  addCompanion(' 김 순이 ');
  addCompanion('김  순이');
  expect(company.value).toMatchObject({ companions: ['김 순이'], known: ['김 순이'] });
  toggleCompanion('김 순이');
  expect(company.value).toMatchObject({ companions: [], known: ['김 순이'] });
});

it('takes at most ten along', async () => {
  await recallCompany();
  for (let i = 0; i < 14; i += 1) addCompanion(`이웃 ${i}`);
  expect(company.value.companions).toHaveLength(10);
});
