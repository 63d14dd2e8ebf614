import { beforeEach, describe, expect, it, vi } from 'vitest';

const shown: { title: string; options: Record<string, unknown> }[] = [];
const receipts: string[] = [];
const closed: unknown[] = [];
let refuse = 0;

beforeEach(() => {
  shown.length = 0;
  receipts.length = 0;
  closed.length = 0;
  refuse = 0;
  vi.resetModules();
  vi.stubGlobal('__BUILD__', 'test');
  vi.stubGlobal('__FILES__', ['/', '/assets/a-1.js']);
  vi.stubGlobal('location', { origin: 'https://patrol.example' });
  vi.stubGlobal('registration', {
    showNotification: (title: string, options: Record<string, unknown>) => {
      shown.push({ title, options });
      return Promise.resolve();
    },
    getNotifications: (filter?: { tag: string }) =>
      Promise.resolve([
        { data: { kind: 'plan_answered' }, close: () => closed.push(filter?.tag ?? 'answered') },
      ]),
  });
  vi.stubGlobal('fetch', (path: string) => {
    receipts.push(path);
    refuse -= 1;
    return refuse >= 0
      ? Promise.reject(new TypeError('cut'))
      : Promise.resolve(new Response(null, { status: 204 }));
  });
});

const push = async (data: unknown) => {
  const { showPush } = await import('./notices');
  await showPush(data as PushMessageData | null);
};
const payload = (kind: string, more: object = {}) => ({
  json: () => ({
    web_push: 8030,
    notification: {
      title: '도움',
      body: '열어 보세요',
      navigate: 'https://patrol.example/alerts/1',
      tag: 'a1',
      ...more,
    },
    modu: { kind, delivery_id: 'd-1', alert_id: '1' },
  }),
});

describe('a push', () => {
  it.each([
    ['no data', null],
    ['broken JSON', { json: () => JSON.parse('{') as unknown }],
    ['something else', { json: () => [1, 2] }],
    ['null', { json: () => null }],
  ])('is always shown, also with %s', async (_, data) => {
    await push(data);
    expect(shown).toHaveLength(1);
    expect(shown[0]!.title).toContain('Modu Patrol');
  });

  it('is loud for a call and quiet for good news, under the same tag', async () => {
    await push(payload('alert'));
    await push(payload('not_needed'));
    expect(shown.map(({ options }) => [options['tag'], options['silent'], options['renotify']])).toEqual([
      ['a1', false, true],
      ['a1', true, false],
    ]);
  });

  it.each([
    ['together_invite', '/together/7'],
    ['together_soon', '/together/7'],
    ['together_off', '/together/7'],
    ['report', '/reports/3'],
    ['news', '/hours'],
    ['something of tomorrow', '/somewhere'],
  ])('about %s is shown, without the alarm of a call, and opens its screen', async (kind, path) => {
    await push(payload(kind, { navigate: `https://patrol.example${path}` }));
    expect(shown[0]!.options).toMatchObject({ silent: false, data: { path, kind } });
    expect(shown[0]!.options).not.toHaveProperty('vibrate');
    expect(shown[0]!.options).not.toHaveProperty('actions');
  });

  it('of an unknown kind without words is neutral', async () => {
    await push({ json: () => ({ modu: { kind: 'something of tomorrow' }, notification: {} }) });
    expect(shown[0]).toMatchObject({
      title: '모두의 순찰대 · Modu Patrol',
      options: { data: { path: '/' } },
    });
  });

  it('opens only addresses of this app', async () => {
    await push(payload('alert', { navigate: 'https://elsewhere.example/x' }));
    await push(payload('alert'));
    expect(shown.map(({ options }) => (options['data'] as { path: string }).path)).toEqual([
      '/',
      '/alerts/1',
    ]);
  });

  it('is acknowledged, once more when that was cut off', async () => {
    vi.useFakeTimers();
    refuse = 1;
    const done = push(payload('alert'));
    await vi.advanceTimersByTimeAsync(2500);
    await done;
    vi.useRealTimers();
    expect(receipts).toEqual(['/api/deliveries/d-1/received', '/api/deliveries/d-1/received']);
  });

  it('that only proves that pushes arrive is quiet, acknowledged, and goes by itself', async () => {
    vi.useFakeTimers();
    const done = push(payload('proof', { silent: true }));
    await vi.advanceTimersByTimeAsync(19_000);
    expect(shown[0]!.options).toMatchObject({ silent: true, renotify: false });
    expect([receipts, closed]).toEqual([['/api/deliveries/d-1/received'], []]);
    await vi.advanceTimersByTimeAsync(1500);
    await done;
    vi.useRealTimers();
    expect(closed).toEqual(['a1']);
  });

  it('a call to look out is heard, and that it is over takes its place without a sound', async () => {
    await push(payload('missing'));
    await push(payload('found'));
    await push(payload('looked'));
    expect(shown.map(({ options }) => options.silent)).toEqual([false, true, true]);
  });

  it('asking whether somebody is on the way is heard', async () => {
    await push(payload('moving'));
    expect(shown[0]!.options).toMatchObject({ silent: false, vibrate: [300, 100, 300] });
  });
});

describe('the question of a promise', () => {
  const asking = (kind: string, answer?: string) => ({
    json: () => ({
      notification: { title: 'Modu', body: '?', navigate: 'https://patrol.example/', tag: 'p1', lang: 'ko' },
      modu: { kind, delivery_id: null, alert_id: null, ...(answer && { answer }) },
    }),
  });

  it('can be answered where it stands, and stays until it is', async () => {
    await push(asking('plan_due', 'word'));
    expect(closed).toEqual(['answered']);
    expect(shown[0]!.options).toMatchObject({
      requireInteraction: true,
      actions: [{ action: 'answer', title: '괜찮아요' }],
      data: { path: '/', kind: 'plan_due', answer: 'word', lang: 'ko' },
    });
  });

  it('a reminder beforehand is gentle, and that it is over makes no sound', async () => {
    await push(asking('plan_soon', 'word'));
    await push(asking('plan_over'));
    expect(shown[0]!.options).toMatchObject({ silent: false, requireInteraction: false });
    expect(shown[0]!.options).not.toHaveProperty('vibrate');
    expect(shown[1]!.options).toMatchObject({ silent: true, renotify: false });
    expect(shown[1]!.options).not.toHaveProperty('actions');
  });
});

describe('what the worker answers itself', () => {
  const ask = async (path: string, init: { method?: string; mode?: string } = {}) => {
    const { answerFor } = await import('./cache');
    const request = { url: `https://patrol.example${path}`, method: 'GET', mode: 'cors', ...init };
    return answerFor(request as unknown as Request) !== null;
  };

  it('is the shell and its files, never the API', async () => {
    const match = { match: () => Promise.resolve(new Response('kept')) };
    vi.stubGlobal('caches', { open: () => Promise.resolve(match), match: match.match });
    expect(await ask('/alerts/1', { mode: 'navigate' })).toBe(true);
    expect(await ask('/assets/a-1.js')).toBe(true);
    expect(await ask('/api/me')).toBe(false);
    expect(await ask('/api/patrols/1.gpx', { mode: 'navigate' })).toBe(false);
    expect(await ask('/docs', { mode: 'navigate' })).toBe(false);
    expect(await ask('/', { method: 'POST', mode: 'navigate' })).toBe(false);
  });
});
