import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { FakeServer } from './testing/fake-server';
import { freezeClock, MEMBER, newPhone, pass, restart, settled } from './testing/phone';

let server: FakeServer;
const concern = () => import('./concern');
const phase = async () => (await concern()).concern.value?.phase;
const items = async () => (await import('./outbox-store')).itemsOf(MEMBER);

/** The app starts, with the same person as before. */
async function start(): Promise<void> {
  const { me } = await import('./session');
  me.value = { id: MEMBER, policy: { countdown_s: 5, gap_s: 60 }, open: { my_alert_ids: [] } } as never;
  await (await concern()).startConcern();
  await settled();
}

beforeEach(async () => {
  freezeClock(1_795_000_000_000);
  server = await newPhone();
  await start();
});
afterEach(() => {
  vi.clearAllTimers();
  vi.useRealTimers();
});

describe('a call for help', () => {
  it('is kept before the countdown begins, leaves after it, and is sent only with the receipt', async () => {
    const id = await (await concern()).raise('fallen', { position: null });
    expect((await items()).map((item) => item.id)).toEqual([id]);
    expect(await phase()).toBe('countdown');
    await pass(4500);
    expect(server.requests).toEqual([]);
    await pass(2000);
    expect(server.applied.has(id)).toBe(true);
    expect((await concern()).concern.value).toMatchObject({
      phase: 'sent',
      alertId: `alert-of-${id}`,
      durable: true,
    });
  });

  it('says after ten seconds that it is not sent, and goes on trying', async () => {
    server.weather = 'offline';
    const id = await (await concern()).raise('unwell', { position: null });
    await pass(14_000);
    expect((await concern()).concern.value).toMatchObject({ phase: 'saved', notSent: false });
    await pass(2000);
    expect((await concern()).concern.value).toMatchObject({ phase: 'saved', notSent: true });
    server.weather = 'fine';
    await (await import('./sync')).flush('online');
    await settled();
    expect(server.came.get(id)).toBe(1);
    expect(await phase()).toBe('sent');
  });

  it('goes out although the app died in the countdown', async () => {
    const id = await (await concern()).raise('fallen', { position: null });
    await pass(1000);
    await restart();
    await pass(60_000);
    await start();
    expect(await phase()).toBe('saved');
    await pass(1000);
    expect(server.applied.has(id)).toBe(true);
    expect(await phase()).toBe('sent');
  });

  it('goes out through the worker when no page comes back, and the page finds that later', async () => {
    const id = await (await concern()).raise('fallen', { position: null });
    await restart();
    await pass(6000);
    await (await import('./sender')).send();
    expect(server.applied.has(id)).toBe(true);
    await restart();
    await start();
    expect(await phase()).toBe('sent');
  });

  it('is gone without a trace when cancelled in the countdown', async () => {
    await (await concern()).raise('afraid', { position: null });
    await (await concern()).cancel();
    expect(await phase()).toBe('cancelled');
    await pass(20_000);
    expect(server.requests).toEqual([]);
    await restart();
    await start();
    expect(await phase()).toBeUndefined();
  });

  it('is followed by its all-clear when cancelled later', async () => {
    const id = await (await concern()).raise('afraid', { position: null });
    await pass(7000);
    await (await concern()).cancel();
    expect((await concern()).concern.value?.cancelling).toBe(true);
    await (await import('./sync')).flush('urgent');
    await settled();
    expect([...server.applied.values()].map((item) => [item.kind, item.body])).toContainEqual([
      'check_in.cancel',
      { check_in_id: id },
    ]);
    expect(await phase()).toBe('cancelled');
  });

  it('leaves together with a cancel number, in one batch and in their order', async () => {
    const id = await (await concern()).raise('afraid', { position: null });
    await pass(1000);
    await (await concern()).cancel('4711');
    await settled();
    expect(server.requests.map(({ items: sent }) => sent.map((item) => [item.kind, item.body]))).toEqual([
      [
        ['check_in', expect.objectContaining({ status: 'concern' })],
        ['check_in.cancel', { check_in_id: id, pin: '4711' }],
      ],
    ]);
    expect(await phase()).toBe('cancelled');
    expect(JSON.stringify(await items())).not.toContain('4711');
  });

  it('goes on with a wrong number, which stays nowhere on the phone, and can be cancelled with the next', async () => {
    const id = await (await concern()).raise('afraid', { position: null });
    await pass(7000);
    server.weather = 'offline';
    await (await concern()).cancel('1111');
    const wrong = (await items()).find((item) => item.kind === 'check_in.cancel')!;
    const file = await (await (await import('./outbox')).exportItems()).text();
    expect(file).not.toContain('1111');
    server.verdicts.set(wrong.id, 'rejected');
    server.weather = 'fine';
    await (await import('./sync')).flush('urgent');
    await settled();
    expect((await concern()).concern.value).toMatchObject({ phase: 'sent', cancelling: false });
    expect((await concern()).concern.value?.cancelProblem).not.toBeNull();
    expect(JSON.stringify(await items())).not.toContain('1111');
    await (await concern()).cancel('4711');
    await settled();
    expect(server.applied.get(id)).toBeTruthy();
    expect((await concern()).concern.value).toMatchObject({ phase: 'cancelled', cancelProblem: null });
  });

  it('can be tried again after a wrong number that was answered while the app was away', async () => {
    await (await concern()).raise('afraid', { position: null });
    await pass(7000);
    server.weather = 'offline';
    await (await concern()).cancel('1111');
    const wrong = (await items()).find((item) => item.kind === 'check_in.cancel')!;
    server.verdicts.set(wrong.id, 'rejected');
    await restart();
    server.weather = 'fine';
    await (await import('./sync')).flush('urgent');
    await settled();
    await start();
    await (await concern()).cancel('4711');
    await (await import('./sync')).flush('urgent');
    await settled();
    expect(await phase()).toBe('cancelled');
  });

  it('sends the all-clear too when it is not known whether the call arrived', async () => {
    server.weather = 'cut';
    await (await concern()).raise('afraid', { position: null });
    await pass(7000);
    expect(await phase()).toBe('saved');
    server.weather = 'fine';
    await (await concern()).cancel();
    await (await import('./sync')).flush('urgent');
    await settled();
    expect([...server.applied.values()].map((item) => item.kind)).toEqual(['check_in', 'check_in.cancel']);
  });

  it('does not wait for the end of the countdown when confirmed', async () => {
    const id = await (await concern()).raise('fallen', { position: null });
    await (await concern()).confirmNow();
    await settled();
    expect(server.applied.has(id)).toBe(true);
  });

  it('is one call however often the button is held', async () => {
    const first = await (await concern()).raise('fallen', { position: null });
    const second = await (await concern()).raise('other', { position: null });
    expect(second).toBe(first);
  });

  it('tells of those who saw it, who come, and the end, from the server alone', async () => {
    const id = await (await concern()).raise('fallen', { position: null });
    await pass(6000);
    const alert = (status: string, seen_by: number, coming: object[]) =>
      (server.alerts[`alert-of-${id}`] = {
        status,
        late: false,
        progress: { seen_by, coming, desk_told: false },
      });
    alert('open', 1, []);
    await pass(6000);
    expect(await phase()).toBe('seen');
    alert('acknowledged', 2, [{ name: '이준호', status: 'accepted', since: '' }]);
    await pass(6000);
    expect((await concern()).concern.value).toMatchObject({ phase: 'coming', coming: [{ name: '이준호' }] });
    alert('resolved', 2, []);
    await pass(6000);
    expect(await phase()).toBe('resolved');
    await (await concern()).dismissConcern();
    expect(await phase()).toBeUndefined();
  });

  it('shows a refusal instead of pretending', async () => {
    const id = await (await concern()).raise('fallen', { position: null });
    server.verdicts.set(id, 'rejected');
    await pass(7000);
    expect(await phase()).toBe('refused');
  });

  it('still goes out when the phone has no room to keep it', async () => {
    const full = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    const id = await (await concern()).raise('fallen', { position: null });
    expect((await concern()).concern.value).toMatchObject({ phase: 'countdown', durable: false });
    server.weather = 'offline';
    await pass(8000);
    server.weather = 'fine';
    await pass(4000);
    expect(server.applied.has(id)).toBe(true);
    expect(await phase()).toBe('sent');
    full.mockRestore();
  });

  it('still goes out when the phone forbids any storage', async () => {
    await (await import('./identity')).identity();
    await (await import('./db')).closeDatabase();
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw new DOMException('no', 'SecurityError');
      },
    });
    const id = await (await concern()).raise('fallen', { position: null });
    await pass(8000);
    expect(server.applied.has(id)).toBe(true);
    expect((await concern()).concern.value).toMatchObject({ phase: 'sent', durable: false });
  });
});
