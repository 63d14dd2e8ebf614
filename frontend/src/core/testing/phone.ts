/** A phone of its own for each test: empty storage, nobody else's modules, one person signed in. */
import { IDBFactory } from 'fake-indexeddb';
import { vi } from 'vitest';

import { FakeServer } from './fake-server';

/** Of the test runner; the app has none. */
declare const setImmediate: (turn: (value: unknown) => void) => void;

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
  if (vi.isFakeTimers()) {
    // Clearing the timers also sets the clock back.
    const now = Date.now();
    vi.clearAllTimers();
    vi.setSystemTime(now);
  }
  vi.resetModules();
}

/** Lets time pass on a fake clock, and the phone's storage work in between. */
export async function pass(milliseconds: number, step = 250): Promise<void> {
  for (let gone = 0; gone < milliseconds; gone += step) {
    await vi.advanceTimersByTimeAsync(Math.min(step, milliseconds - gone));
    await settled();
  }
}

/** Until everything that only waits for the storage has happened. */
export async function settled(turns = 40): Promise<void> {
  await vi.dynamicImportSettled();
  for (let i = 0; i < turns; i += 1) await new Promise((turn) => setImmediate(turn));
}

/** Storage works on real turns of the loop; only the clock is ours. */
export function freezeClock(at: number): void {
  vi.useFakeTimers({
    now: at,
    toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
  });
}
