import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { FakeServer } from './testing/fake-server';
import { MEMBER, newPhone, restart } from './testing/phone';

const WALK = { id: 'w1', meeting_place: '금촌역 앞', state: 'open' };
let server: FakeServer;

beforeEach(async () => {
  server = await newPhone();
  const inner = server.answer.bind(server);
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    if (server.weather !== 'fine') return inner(path, init);
    if (path.startsWith('/api/together?')) return Response.json({ items: [WALK], next_cursor: null });
    return path === '/api/together/w1' ? Response.json(WALK) : inner(path, init);
  });
});

describe('walking together', () => {
  it('is proposed, answered and met in flight mode, in this order', async () => {
    const { meet, propose, respond } = await import('./together');
    const plan = { starts_at: '2026-11-24T10:00:00Z', duration_min: 40, meeting_place: '금촌역 앞' };
    const id = await propose({ ...plan, pace: 'slow', dogs: true });
    await respond('w1', 'join');
    await meet('w1', { code: '1234' });
    const { itemsOf } = await import('./outbox-store');
    const items = await itemsOf(MEMBER);
    expect(items.map((item) => item.kind)).toEqual([
      'together.propose',
      'together.respond',
      'together.check_in',
    ]);
    expect(items[0]!.body).toMatchObject({ walk_id: id, ...plan });
    expect(items.every((item) => !item.urgent)).toBe(true);
  });

  it('shows one walk out of the last list when the server is silent', async () => {
    const { togetherWalk, upcoming } = await import('./together');
    await upcoming.open();
    expect((await togetherWalk('w1')).at).toBeNull();
    await restart();
    server.weather = 'offline';
    const again = await import('./together');
    const { data, at } = await again.togetherWalk('w1');
    expect(data.meeting_place).toBe('금촌역 앞');
    expect(at).not.toBeNull();
    await expect(again.togetherWalk('w2')).rejects.toMatchObject({ status: null });
  });
});

describe('hours the server has not confirmed', () => {
  it('are only those of ended walks that are not all there, at most four hours each', async () => {
    const { write } = await import('./db');
    const walk = (id: string, minutes: number | null, delivered: number) => ({
      id,
      memberId: MEMBER,
      startedAt: 0,
      endedAt: minutes === null ? null : minutes * 60_000,
      outcome: null,
      companions: [],
      distanceM: 0,
      fixCount: 0,
      gaps: 0,
      checkIns: 0,
      trimStartM: 50,
      trimEndM: 50,
      sentFixes: 0,
      chunks: 0,
      items: 2,
      delivered,
    });
    await write(['walks'], async (tx) => {
      for (const each of [walk('a', 30, 1), walk('b', 60, 2), walk('c', null, 0), walk('d', 600, 0)])
        await tx.objectStore('walks').put(each);
    });
    const { unsentMinutes } = await import('./hours');
    expect(await unsentMinutes()).toEqual({ minutes: 270, walks: 2 });
  });
});
