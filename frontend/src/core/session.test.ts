import { beforeEach, describe, expect, it, vi } from 'vitest';

import { MEMBER, newPhone, restart } from './testing/phone';

const ME = {
  id: MEMBER,
  name: '김순자',
  device: { id: 'device-1', name: 'x', push: 'off' },
  home: { address: '금정로 12, 301호', entry_note: '1234*', lat: 37.7, lon: 126.7 },
  open: { my_alert_ids: [] },
};
let answers: (path: string, method: string) => Response;
const asked: string[] = [];
const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

beforeEach(async () => {
  await newPhone();
  asked.length = 0;
  vi.stubGlobal('addEventListener', () => {});
  answers = () => json(ME);
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    asked.push(`${init.method} ${path}`);
    return answers(path, init.method!);
  });
});

const session = () => import('./session');

describe('who is signed in', () => {
  it('is known without a network, and no address is ever kept on the phone', async () => {
    await (await session()).startSession();
    const { refreshMe, me } = await session();
    await refreshMe();
    expect(me.value?.home?.address).toBe(ME.home.address);
    const { read } = await import('./db');
    const kept = JSON.stringify(await read((db) => db.getAll('kv')));
    expect(kept).toContain(ME.name);
    for (const secret of ['금정로', '1234*', '126.7']) expect(kept).not.toContain(secret);
    await restart();
    answers = () => {
      throw new TypeError('offline');
    };
    const again = await session();
    await again.startSession();
    expect(again.sessionState.value).toBe('in');
    expect(again.me.value?.name).toBe(ME.name);
  });

  it('stays known when the server no longer knows the phone, so that nothing written is lost', async () => {
    const { startSession, refreshMe, sessionState } = await session();
    await startSession();
    await refreshMe();
    answers = () => json({ title: 'x', status: 401, type: 'x', detail: '' }, 401);
    await refreshMe().catch(() => {});
    await vi.waitFor(() => expect(sessionState.value).toBe('expired'));
    expect(await (await import('./identity')).identity()).toMatchObject({ memberId: MEMBER });
  });

  it('is found again by the cookie when the browser cleared the storage', async () => {
    await (await import('./identity')).keepIdentity(null);
    const { startSession, sessionState } = await session();
    await startSession();
    expect(sessionState.value).toBe('in');
    expect(await (await import('./identity')).identity()).toEqual({ memberId: MEMBER, deviceId: 'device-1' });
  });

  it('signs out at the next start when the server could not be told', async () => {
    const { startSession, refreshMe, signOut } = await session();
    await startSession();
    await refreshMe();
    answers = () => {
      throw new TypeError('offline');
    };
    await signOut();
    await restart();
    answers = (_, method) => (method === 'DELETE' ? new Response(null, { status: 204 }) : json(ME));
    asked.length = 0;
    const again = await session();
    await again.startSession();
    expect(asked).toEqual(['DELETE /api/sessions/current']);
    expect(again.sessionState.value).toBe('out');
    expect(again.me.value).toBeNull();
  });

  it('signs in with a code, and a cut right afterwards does not look like a wrong code', async () => {
    await (await import('./identity')).keepIdentity(null);
    let cuts = 2;
    answers = (path) => {
      if (path === '/api/sessions')
        return json({ token: 't', device_id: 'device-1', member: { id: MEMBER } }, 201);
      cuts -= 1;
      if (cuts >= 0) throw new TypeError('cut');
      return json(ME);
    };
    const { signIn, sessionState } = await session();
    expect((await signIn('4821-903516')).name).toBe(ME.name);
    expect(sessionState.value).toBe('in');
    const { read } = await import('./db');
    expect(JSON.stringify(await read((db) => db.getAll('kv')))).not.toContain('"t"');
  });
});
