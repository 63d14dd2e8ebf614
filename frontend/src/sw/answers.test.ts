import { beforeEach, describe, expect, it, vi } from 'vitest';

import { newPhone, restart } from '../core/testing/phone';

type Shown = { body: string; tag: string; silent: boolean; data: { kind: string; path: string } };
let shown: Shown[] = [];
let opened: string[] = [];
let woken: string[] = [];
let answers: { status: number; body: unknown }[] = [];
let asked: { token: string; recorded_at: string }[] = [];
let offline = false;

beforeEach(async () => {
  [shown, opened, woken, answers, asked, offline] = [[], [], [], [], [], false];
  await newPhone();
  vi.stubGlobal('__BUILD__', 'test');
  vi.stubGlobal('__FILES__', ['/']);
  vi.stubGlobal('location', { origin: 'https://patrol.example' });
  vi.stubGlobal('registration', {
    showNotification: (_title: string, options: Shown) => {
      shown = [...shown.filter(({ tag }) => tag !== options.tag), options];
      return Promise.resolve();
    },
    sync: { register: (tag: string) => Promise.resolve(void woken.push(tag)) },
  });
  vi.stubGlobal('clients', {
    matchAll: () => Promise.resolve([]),
    openWindow: (path: string) => Promise.resolve(void opened.push(path)),
  });
  vi.stubGlobal('fetch', (_path: string, init: RequestInit) => {
    if (offline) return Promise.reject(new TypeError('Failed to fetch'));
    asked.push(JSON.parse(init.body as string) as (typeof asked)[number]);
    const { status, body } = answers.shift() ?? { status: 200, body: { status: 'applied' } };
    const type = status < 400 ? 'application/json' : 'application/problem+json';
    return Promise.resolve(new Response(JSON.stringify(body), { status, headers: { 'content-type': type } }));
  });
});

const closed: string[] = [];
const notice = (answer: string | undefined, lang = 'ko') =>
  ({
    tag: 't1',
    close: () => closed.push('t1'),
    data: { path: '/', kind: 'plan_due', alertId: null, answer, lang },
  }) as unknown as Notification;
const tap = async (token = 'word', lang = 'ko') =>
  (await import('./clicks')).clicked(notice(token, lang), 'answer');
const problem = (status: number, slug: string) => ({
  status,
  body: { type: `/problems/${slug}`, title: slug, status, detail: slug },
});

describe('"I\'m OK" on the question of a promise', () => {
  it('is sent without opening anything, and the notification says that it was heard', async () => {
    await tap();
    expect(asked).toMatchObject([{ token: 'word' }]);
    expect(shown).toMatchObject([
      { tag: 't1', silent: true, body: '전해졌어요. 고맙습니다.', data: { kind: 'plan_answered' } },
    ]);
    expect(opened).toEqual([]);
  });

  it('needs nobody to be signed in', async () => {
    const { keepIdentity } = await import('../core/identity');
    await keepIdentity(null);
    await tap('word', 'en');
    expect(shown).toMatchObject([{ body: 'We heard you. Thank you.' }]);
  });

  it('without a network says honestly that it is not sent, keeps it over a restart, and brings it once', async () => {
    offline = true;
    await tap();
    expect(shown).toMatchObject([{ data: { kind: 'plan_noted' } }]);
    expect(shown[0]!.body).toContain('아직 전해지지 않았어요');
    expect(woken).toEqual(['modu-answers']);
    const { answersFromBackground } = await import('./answers');
    await expect(answersFromBackground()).rejects.toThrow('not sent');
    await restart();
    offline = false;
    const again = await import('./answers');
    await again.answersFromBackground();
    await again.answersFromBackground();
    expect(asked).toHaveLength(1);
    expect(shown).toMatchObject([{ data: { kind: 'plan_answered' } }]);
  });

  it('is brought by whatever asks for it while an earlier try still fails', async () => {
    offline = true;
    await tap();
    let fail: () => void = () => {};
    vi.stubGlobal(
      'fetch',
      () => new Promise((_, reject) => (fail = () => reject(new TypeError('no network')))),
    );
    const { answersFromBackground, bringKeptAnswers } = await import('./answers');
    const tried = answersFromBackground();
    await new Promise((later) => setTimeout(later, 5));
    const failing = fail;
    vi.stubGlobal('fetch', (_path: string, init: RequestInit) => {
      asked.push(JSON.parse(init.body as string) as (typeof asked)[number]);
      return Promise.resolve(Response.json({ status: 'applied' }));
    });
    const brought = bringKeptAnswers();
    failing();
    await tried.catch(() => {});
    await brought;
    expect(asked).toMatchObject([{ token: 'word' }]);
    expect(shown).toMatchObject([{ data: { kind: 'plan_answered' } }]);
  });

  it.each([
    [410, 'promise-over', '이미 마무리됐어요', true],
    [403, 'answer-unknown', '앱에서 알려 주세요', false],
  ])('%i is said as it is', async (status, slug, words, silent) => {
    answers = [problem(status, slug)];
    await tap();
    expect(shown).toMatchObject([{ silent, data: { path: '/' } }]);
    expect(shown[0]!.body).toContain(words);
    const { countAnswers } = await import('../core/plan-answers');
    expect(await countAnswers()).toBe(0);
  });

  it.each([
    ['a server in trouble', problem(503, 'trouble')],
    ['too many tries', problem(429, 'slow-down')],
  ])('stays kept with %s', async (_, answer) => {
    answers = [answer];
    await tap();
    expect(shown).toMatchObject([{ data: { kind: 'plan_noted' } }]);
  });

  it('opens the app where nothing can be kept', async () => {
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw new DOMException('no', 'UnknownError');
      },
    });
    await restart();
    await tap();
    expect(opened).toEqual(['/']);
  });

  it('a tap beside the button opens the app', async () => {
    await (await import('./clicks')).clicked(notice('word'), '');
    expect([opened, asked]).toEqual([['/'], []]);
  });
});
