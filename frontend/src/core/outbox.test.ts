import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { FakeServer } from './testing/fake-server';
import { DEVICE, MEMBER, newPhone, restart } from './testing/phone';

let server: FakeServer;
const outbox = () => import('./outbox');
const send = async () => (await import('./sender')).send();
const left = async () => (await import('./outbox-store')).itemsOf(MEMBER);
const ok = { status: 'safe', context: 'home' } as const;

beforeEach(async () => {
  server = await newPhone();
});

describe('an item', () => {
  it('is removed only by the receipt', async () => {
    const id = await (await outbox()).enqueue('check_in', ok);
    expect(await left()).toHaveLength(1);
    expect(await send()).toMatchObject({ kind: 'done', delivered: 1 });
    expect(server.applied.get(id)).toMatchObject({ kind: 'check_in', body: ok });
    expect(await left()).toHaveLength(0);
  });

  it('survives a restart', async () => {
    const id = await (await outbox()).enqueue('check_in', ok);
    await restart();
    await send();
    expect([...server.applied.keys()]).toEqual([id]);
  });

  it('goes again, as the same, when the answer was cut off, and counts once', async () => {
    const id = await (await outbox()).enqueue('check_in', ok);
    server.weather = 'cut';
    expect((await send()).kind).toBe('unreachable');
    expect(await left()).toHaveLength(1);
    server.weather = 'fine';
    await send();
    expect(server.came.get(id)).toBe(2);
    expect(server.applied.size).toBe(1);
    expect(await left()).toHaveLength(0);
  });

  it.each([
    ['offline', 'unreachable'],
    ['portal', 'unreachable'],
    ['garbage', 'unreachable'],
    [{ status: 401 }, 'sign-in'],
    [{ status: 403 }, 'trouble'],
    [{ status: 404 }, 'trouble'],
    [{ status: 409 }, 'trouble'],
    [{ status: 429 }, 'trouble'],
    [{ status: 500 }, 'trouble'],
    [{ status: 503 }, 'trouble'],
  ] as const)('is kept when the server is %j', async (weather, kind) => {
    await (await outbox()).enqueue('check_in', ok);
    server.weather = weather;
    expect((await send()).kind).toBe(kind);
    expect(await left()).toHaveLength(1);
    server.weather = 'fine';
    await send();
    expect(await left()).toHaveLength(0);
  });

  it.each(['conflict', 'rejected'] as const)(
    'is set aside, visibly, on %s, and blocks nobody',
    async (verdict) => {
      const { enqueue, setAsideItems, retryItem, discardItem, exportItems } = await outbox();
      const bad = await enqueue('check_in', ok);
      const good = await enqueue('check_in', ok);
      server.verdicts.set(bad, verdict);
      await send();
      expect(server.applied.has(good)).toBe(true);
      expect(await setAsideItems()).toMatchObject([{ id: bad, status: verdict }]);
      expect(await (await exportItems()).text()).toContain(bad);
      await send();
      expect(server.requests).toHaveLength(1);
      server.verdicts.clear();
      await retryItem(bad);
      await send();
      expect(server.applied.has(bad)).toBe(true);
      expect(await setAsideItems()).toEqual([]);
      const other = await enqueue('check_in', ok);
      await discardItem(other);
      expect(await left()).toEqual([]);
    },
  );

  it('waits after `retry` and then goes', async () => {
    const id = await (await outbox()).enqueue('check_in', ok);
    server.verdicts.set(id, 'retry');
    await send();
    server.verdicts.clear();
    await send();
    expect(server.applied.size).toBe(0);
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 60_000);
    await send();
    expect(server.applied.size).toBe(1);
    vi.restoreAllMocks();
  });

  it('does not wait for hours when the clock is set back', async () => {
    const id = await (await outbox()).enqueue('check_in', ok, { notBefore: Date.now() + 5000 });
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() - 3600_000);
    await send();
    expect(server.applied.has(id)).toBe(true);
    vi.restoreAllMocks();
  });

  it('waits for its time', async () => {
    await (await outbox()).enqueue('check_in', ok, { notBefore: Date.now() + 60_000 });
    await send();
    expect(server.requests).toHaveLength(0);
  });
});

describe('a batch', () => {
  it('that is refused as a whole is halved until the one to blame is alone', async () => {
    const { enqueue, setAsideItems } = await outbox();
    const ids: string[] = [];
    for (let i = 0; i < 21; i += 1) ids.push(await enqueue('check_in', ok));
    server.poison = new Set([ids[13]!]);
    expect((await send()).kind).toBe('done');
    expect(server.applied.size).toBe(20);
    expect(await setAsideItems()).toMatchObject([
      { id: ids[13], status: 'rejected', problem: { status: 422 } },
    ]);
  });

  it('is kept whole when the server refuses even an empty one', async () => {
    const { enqueue, setAsideItems } = await outbox();
    for (let i = 0; i < 5; i += 1) await enqueue('check_in', ok);
    server.refuseEverything = true;
    expect((await send()).kind).toBe('refused');
    expect(await setAsideItems()).toEqual([]);
    expect(await left()).toHaveLength(5);
  });

  it('has at most 500 items and about 200 kB', async () => {
    const { enqueue } = await outbox();
    for (let i = 0; i < 620; i += 1) await enqueue('check_in', { ...ok, note: 'x'.repeat(500) });
    await send();
    expect(server.applied.size).toBe(620);
    const sizes = server.requests.map(({ items }) => [items.length, JSON.stringify(items).length]);
    expect(Math.max(...sizes.map(([count]) => count!))).toBeLessThanOrEqual(500);
    expect(Math.max(...sizes.map(([, bytes]) => bytes!))).toBeLessThan(210_000);
  });
});

describe('a call for help', () => {
  const help = { status: 'concern', context: 'home', urgency: 'urgent', category: 'fallen' } as const;

  it('goes alone and ahead of everything older', async () => {
    const { enqueue } = await outbox();
    await enqueue('check_in', ok);
    const id = await enqueue('check_in', help);
    await send();
    expect(server.requests[0]!.items.map((item) => item.id)).toEqual([id]);
    expect(server.requests).toHaveLength(2);
  });

  it('leaves its receipt for a page that was not there', async () => {
    const id = await (await outbox()).enqueue('check_in', help);
    await send();
    await restart();
    const { receiptOf } = await import('./outbox-store');
    expect(await receiptOf(id)).toMatchObject({ status: 'applied', alert_id: `alert-of-${id}` });
  });

  it('does not wait behind another sender', async () => {
    const { enqueue } = await outbox();
    const { ifFree, LOCK } = await import('./locks');
    const id = await enqueue('check_in', help);
    const outcome = await ifFree(LOCK, () => send());
    expect(outcome?.kind).toBe('busy');
    expect(server.applied.has(id)).toBe(true);
  });
});

describe('people', () => {
  it("never send each other's items", async () => {
    const { enqueue } = await outbox();
    const { keepIdentity } = await import('./identity');
    const mine = await enqueue('check_in', ok);
    await keepIdentity({ memberId: 'somebody-else', deviceId: 'their-session' });
    const theirs = await enqueue('check_in', ok);
    await send();
    expect([...server.applied.keys()]).toEqual([theirs]);
    await keepIdentity({ memberId: MEMBER, deviceId: DEVICE });
    await send();
    expect([...server.applied.keys()]).toEqual([theirs, mine]);
    expect(server.requests.map((request) => request.deviceId)).toEqual(['their-session', DEVICE]);
  });

  it('must be signed in to write', async () => {
    await (await import('./identity')).keepIdentity(null);
    await expect((await outbox()).enqueue('check_in', ok)).rejects.toThrow('nobody is signed in');
  });
});

describe('two senders', () => {
  it('send once', async () => {
    for (let i = 0; i < 10; i += 1) await (await outbox()).enqueue('check_in', ok);
    const outcomes = await Promise.all([send(), send(), send()]);
    expect(outcomes.map((outcome) => outcome.kind).toSorted()).toEqual(['busy', 'busy', 'done']);
    expect([...server.came.values()].every((count) => count === 1)).toBe(true);
  });
});

describe('a photo', () => {
  const jpeg = new Blob([new Uint8Array([0xff, 0xd8, 0xff])], { type: 'image/jpeg' });

  it('is brought before the report that names it, and after what does not', async () => {
    const { enqueue } = await outbox();
    const photo = await (await import('./photos')).addPhoto(jpeg);
    await enqueue('check_in', { status: 'concern', context: 'walk', urgency: 'report', photo_ids: [photo] });
    await enqueue('check_in', ok);
    await send();
    expect(server.log).toEqual(['POST /api/sync', `PUT /api/photos/${photo}`, 'POST /api/sync']);
    expect(server.applied.size).toBe(2);
  });

  it('does not hold back its report for ever', async () => {
    const { enqueue } = await outbox();
    const photo = await (await import('./photos')).addPhoto(jpeg);
    await enqueue('check_in', { status: 'concern', context: 'walk', urgency: 'report', photo_ids: [photo] });
    const route = server.answer.bind(server);
    server.answer = (path, init) =>
      path.includes('photos') ? Promise.resolve(new Response('', { status: 500 })) : route(path, init);
    await send();
    expect(server.applied.size).toBe(1);
  });

  it('that is refused is shown, not lost', async () => {
    const { enqueue, setAsideItems } = await outbox();
    const photo = await (await import('./photos')).addPhoto(jpeg);
    await enqueue('check_in', { status: 'concern', context: 'walk', urgency: 'report', photo_ids: [photo] });
    const route = server.answer.bind(server);
    server.answer = (path, init) =>
      path.includes('photos') ? Promise.resolve(new Response('', { status: 413 })) : route(path, init);
    await send();
    expect(await setAsideItems()).toMatchObject([{ id: photo, kind: 'photo' }]);
    expect(server.applied.size).toBe(1);
  });
});
