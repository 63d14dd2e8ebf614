import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { newPhone } from './testing/phone';
import type { FakeServer } from './testing/fake-server';

let server: FakeServer;

beforeEach(async () => {
  server = await newPhone();
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }));
  vi.stubGlobal('addEventListener', () => {});
  const { startSync } = await import('./sync');
  startSync();
});
afterEach(() => vi.unstubAllGlobals());

const plan = { plan_id: '0190cccc-0000-7000-8000-000000000001', times: ['09:00'] };
const tell = async () => (await import('./plans')).tell('plan.set', plan);
const waiting = async () => (await import('./plans')).waitingItems();

it('a plan that arrives is told as sent, and nothing of it waits', async () => {
  expect(await tell()).toEqual({ state: 'sent' });
  expect([...server.applied.values()]).toMatchObject([{ kind: 'plan.set', body: plan }]);
  expect(await waiting()).toEqual([]);
});

it('without a network it lies on this phone, and is told so', async () => {
  server.weather = 'offline';
  expect(await tell()).toEqual({ state: 'saved' });
  expect(await waiting()).toMatchObject([{ kind: 'plan.set', body: plan, refused: null }]);
});

it('what the server does not take is told with its reason, and does not lie in the outbox: the form holds it', async () => {
  server.verdicts.get = () => 'rejected';
  expect(await tell()).toEqual({ state: 'refused', problem: null });
  expect(await waiting()).toEqual([]);
});

it('refused after the person went on, it stays with what was typed', async () => {
  server.weather = 'offline';
  await tell();
  server.weather = 'fine';
  server.verdicts.get = () => 'rejected';
  const { flush } = await import('./sync');
  await flush('manual');
  expect(await waiting()).toMatchObject([{ body: plan, refused: 'unknown' }]);
});
