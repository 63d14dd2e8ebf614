/** A phone of its own for each test: empty storage, nobody else's modules, one person signed in. */
import { IDBFactory } from 'fake-indexeddb';
import { vi } from 'vitest';

import { FakeServer } from './fake-server';

export const MEMBER = '0190aaaa-0000-7000-8000-000000000001';
export const DEVICE = '0190bbbb-0000-7000-8000-000000000001';

export async function newPhone(): Promise<FakeServer> {
  vi.stubGlobal('indexedDB', new IDBFactory());
  const server = new FakeServer();
  server.install();
  await restart();
  const { keepIdentity } = await import('../identity');
  await keepIdentity({ memberId: MEMBER, deviceId: DEVICE });
  return server;
}

/** The app dies and starts again: what was in memory is gone, what was kept is not. */
export async function restart(): Promise<void> {
  vi.resetModules();
}
