import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { FakeServer } from './testing/fake-server';
import { MEMBER, newPhone, restart } from './testing/phone';

const LIST = { items: [{ id: 'd1', name: '보리', owner: { address: '금촌로 1', entry_note: '#12' } }] };
let server: FakeServer;
let answers: Record<string, unknown>;
const kept = async () => (await import('./kept')).kept<typeof LIST>('/api/dogs');

beforeEach(async () => {
  server = await newPhone();
  answers = { '/api/dogs': LIST };
  const inner = server.answer.bind(server);
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    if (server.weather === 'fine' && path in answers) return Response.json(answers[path]);
    return inner(path, init);
  });
});

describe('an answer that is kept', () => {
  it('is fresh with a server, and the last one with its age without', async () => {
    expect(await (await kept()).read()).toEqual({ data: LIST, at: null });
    await restart();
    server.weather = 'offline';
    const { data, at } = await (await kept()).read();
    expect(data.items[0]!.name).toBe('보리');
    expect(at).toBeGreaterThan(Date.now() - 60_000);
  });

  it('never holds an address', async () => {
    await (await kept()).read();
    const { getValue } = await import('./db');
    const text = JSON.stringify(await getValue('kept /api/dogs'));
    expect(text).toContain('보리');
    expect(text).not.toMatch(/금촌로|#12/);
  });

  it('goes with whoever signs out, and is nobody else’s', async () => {
    await (await kept()).read();
    const { forgetKept, getValue } = await import('./db');
    const { keepIdentity } = await import('./identity');
    await keepIdentity({ memberId: `${MEMBER}x`, deviceId: 'd' });
    await restart();
    expect(await (await kept()).last()).toBeNull();
    await forgetKept();
    expect(await getValue('kept /api/dogs')).toBeUndefined();
    expect(await getValue('identity')).toBeDefined();
  });

  it('does not hide a refusal behind an old answer', async () => {
    await (await kept()).read();
    server.weather = { status: 403 };
    await expect((await kept()).read()).rejects.toMatchObject({ status: 403 });
    expect((await kept()).state.value).toMatchObject({ data: LIST, error: { status: 403 } });
  });

  it('is shared by those who ask the same', async () => {
    const one = await kept();
    const [a, b] = await Promise.all([one.read(), (await kept()).read()]);
    expect(a.data).toBe(b.data);
  });
});

describe('a report that may be the same', () => {
  const NOW = Date.parse('2026-11-23T12:00:00Z');
  const at = (metres: number, days: number, category = 'light_out') => ({
    id: `${metres}-${days}`,
    category: category as 'light_out',
    lat: 37.76 + metres / 111_195,
    lon: 126.77,
    state: 'received' as const,
    reported_at: new Date(NOW - days * 86_400_000).toISOString(),
  });

  it.each([
    ['the nearest of the same kind', [at(40, 1), at(10, 6)], '10-6'],
    ['none beyond 50 m', [at(51, 1)], null],
    ['none older than 7 days', [at(5, 7.01)], null],
    ['none of another kind', [at(5, 1, 'litter')], null],
    ['none that was fixed', [{ ...at(5, 1), state: 'fixed' as const }], null],
  ])('is %s', async (_, list, id) => {
    const { similarReport } = await import('./reports');
    const here = { category: 'light_out' as const, lat: 37.76, lon: 126.77, now: NOW };
    expect(similarReport(list, here)?.id ?? null).toBe(id);
  });
});

describe('a facility check', () => {
  it('can be taken back for some seconds, and then its walk does not wait for it', async () => {
    const { checkFacility, undoCheck } = await import('./facilities');
    const { itemsOf } = await import('./outbox-store');
    const id = await checkFacility({ facilityId: 'f1', working: false });
    expect(await itemsOf(MEMBER)).toMatchObject([{ kind: 'facility.check', body: { working: false } }]);
    expect(await undoCheck(id)).toBe(true);
    expect(await itemsOf(MEMBER)).toEqual([]);
    expect(await undoCheck(id)).toBe(false);
  });
});
