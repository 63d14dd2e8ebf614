// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { LocationProvider } from 'preact-iso/router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { ApiError, call } from '../../api/client';
import { loadLanguage } from '../../core/i18n';
import { loadDeskTexts } from '../texts';
import type { Entry, Policy, PolicyState, Preview } from './policy';
import { PolicyPage } from './policy-screen';
import { PAUSE_MS } from './use-preview';
import { loadWords } from './words';

const may = vi.hoisted(() => ({ change: { value: true } }));
vi.mock('../neighbourhood', async (original) => ({ ...(await original<object>()), canChange: may.change }));
vi.mock('../../api/client', async (original) => ({ ...(await original<object>()), call: vi.fn() }));

const design: Policy = {
  few_in_range: 5,
  most_told: 20,
  arrive_within_s: 300,
  wave_sizes: [3, 6, 11],
  wave_after_s: [0, 60, 120],
};
const state = (part: Partial<PolicyState> = {}): PolicyState => ({
  version: 1,
  changed_at: '2026-11-24T03:00:00Z',
  changed_by_name: '조현정',
  reason: '밤에 조용히',
  policy: design,
  defaults: design,
  bounds: { arrive_within_s: { least: 60, most: 3600 }, few_in_range: { least: 0, most: 50 } },
  ...part,
});
const seen = (tells: number): Preview => ({
  in_range: 8,
  silent: 2,
  channels: 1,
  steps: [{ after_s: 0, tells, total: tells, desk: false, outside: false }],
});
const entry = (part: Partial<Entry>): Entry => ({ ...state(), replaced: null, ...part });

/** The server: what it answers now; `put` may refuse. */
const server = {
  state: state(),
  history: [] as Entry[],
  put: (_body: unknown): unknown => state({ version: 2 }),
  look: (body: { policy: Policy }): unknown => seen(body.policy.wave_sizes[0] ?? 0),
};
const answer = (method: string, path: string, options?: { body?: unknown }): unknown => {
  if (path.endsWith('/versions')) return { items: server.history, next_cursor: null };
  if (path.endsWith('/preview')) return server.look(options?.body as never);
  return method === 'PUT' ? server.put(options?.body) : server.state;
};
const refusal = (status: number, type: string, extra: object) => {
  throw new ApiError(status, {
    type: `urn:modu-patrol:problem:${type}`,
    title: '',
    status,
    ...extra,
  } as never);
};
const flush = () =>
  act(async () => {
    for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
  });
const pause = async () => {
  await act(async () => void (await vi.advanceTimersByTimeAsync(PAUSE_MS + 10)));
  await flush();
};
const type = (label: string, value: string) =>
  act(async () => void fireEvent.input(screen.getByLabelText(label), { target: { value } }));
/** Found by hand: working out roles of a whole page takes long on a busy machine. */
const button = (name: string | RegExp, inside: ParentNode = document) =>
  [...inside.querySelectorAll('button')].find((one) => {
    const words = one.getAttribute('aria-label') ?? one.textContent;
    return typeof name === 'string' ? words === name : name.test(words);
  });
const press = async (name: string | RegExp, inside?: ParentNode) => {
  await act(async () => void fireEvent.click(button(name, inside) as HTMLButtonElement));
  await flush();
};
const rows = () =>
  [...document.querySelectorAll('.policy-steps tbody tr')].map((row) =>
    [...row.children].map((cell) => cell.textContent).join(' '),
  );
const dialog = () => document.querySelector('dialog') as HTMLElement;
const submit = async () => {
  await act(async () => void fireEvent.submit(dialog().querySelector('form') as HTMLElement));
  await flush();
};
const puts = () => vi.mocked(call).mock.calls.filter(([method]) => method === 'PUT');
const show = async () => {
  render(
    <LocationProvider>
      <PolicyPage />
    </LocationProvider>,
  );
  await flush();
  await pause();
};

beforeEach(async () => {
  vi.resetAllMocks();
  may.change.value = true;
  Object.assign(server, {
    state: state(),
    history: [],
    put: () => state({ version: 2 }),
    look: (body: { policy: Policy }) => seen(body.policy.wave_sizes[0] ?? 0),
  });
  vi.mocked(call).mockImplementation(async (...asked) => answer(...asked) as never);
  await loadLanguage('ko');
  await Promise.all([loadDeskTexts(), loadWords()]);
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

it('shows each number with its unit, the design beside it, and what would happen now', async () => {
  await show();
  expect((screen.getByLabelText('도착을 기다리는 시간') as HTMLInputElement).value).toBe('5');
  expect((screen.getByLabelText('도착을 기다리는 시간 단위') as HTMLSelectElement).value).toBe('minute');
  expect(screen.getByText('처음 값 5분')).toBeTruthy();
  expect(screen.getByText('지금 동네 한가운데에서 누르고 아무도 답하지 않으면')).toBeTruthy();
  expect(rows()).toEqual(['바로 이웃 3명']);
  expect(screen.getByText(/2명은 전화가 울리지 않아요/)).toBeTruthy();
  expect(screen.queryByTestId('policy-bar')).toBeNull();
});

it('shows old beside new a moment after the last key, and asks once', async () => {
  await show();
  vi.mocked(call).mockClear();
  await type('1차에 알릴 이웃', '4');
  await type('1차에 알릴 이웃', '5');
  await pause();
  expect(rows()).toEqual(['바로 이웃 3명 이웃 5명']);
  expect(vi.mocked(call)).toHaveBeenCalledTimes(2);
});

it('saves only with a reason, then shows what is in force', async () => {
  await show();
  await type('이웃이 적다고 보는 기준', '8');
  expect(screen.getByText('고친 숫자 1개')).toBeTruthy();
  await press('저장하기');
  expect(within(dialog()).getByText('이웃이 적다고 보는 기준: 5명 → 8명')).toBeTruthy();
  await submit();
  expect(within(dialog()).getByText('이유를 두 글자 이상 적어 주세요.')).toBeTruthy();
  expect(puts()).toHaveLength(0);
  server.put = () => state({ version: 2, policy: { ...design, few_in_range: 8 } });
  await type('왜 바꾸나요?', ' 동네가 한산해서요 ');
  await submit();
  expect(puts()[0]?.[2]).toEqual({
    body: { version: 1, policy: { ...design, few_in_range: 8 }, reason: '동네가 한산해서요' },
  });
  expect(dialog()).toBeNull();
  expect(screen.queryByTestId('policy-bar')).toBeNull();
  expect((screen.getByLabelText('이웃이 적다고 보는 기준') as HTMLInputElement).value).toBe('8');
});

it('when somebody else was faster keeps what was typed and loads the newest under it', async () => {
  await show();
  await type('이웃이 적다고 보는 기준', '8');
  await press('저장하기');
  await type('왜 바꾸나요?', '한산해서요');
  server.put = () => refusal(409, 'policy-changed', { detail: '그사이 다른 담당자가 정책을 바꿨어요.' });
  await submit();
  expect(within(dialog()).getByText(/그사이 다른 담당자가/)).toBeTruthy();
  server.state = state({ version: 2, policy: { ...design, most_told: 30 } });
  await press('새 정책 불러오기', dialog());
  expect(within(dialog()).getByText('모두 합쳐 알릴 이웃: 20명 → 30명')).toBeTruthy();
  expect((within(dialog()).getByLabelText('왜 바꾸나요?') as HTMLTextAreaElement).value).toBe('한산해서요');
  server.put = () => state({ version: 3 });
  await submit();
  expect(puts().at(-1)?.[2]).toEqual({
    body: { version: 2, policy: { ...design, most_told: 30, few_in_range: 8 }, reason: '한산해서요' },
  });
});

it('a number the server refuses is told at that number, and stays as it was typed', async () => {
  server.look = (body) =>
    body.policy.most_told === 2
      ? refusal(422, 'policy-senseless', {
          detail: '1차에 알리는 3명보다 적을 수 없어요.',
          field: 'most_told',
        })
      : seen(3);
  await show();
  await type('모두 합쳐 알릴 이웃', '2');
  await pause();
  const field = screen.getByLabelText('모두 합쳐 알릴 이웃') as HTMLInputElement;
  expect(field.getAttribute('aria-invalid')).toBe('true');
  expect(field.value).toBe('2');
  const about = (field.getAttribute('aria-describedby') ?? '').split(' ').at(-1) ?? '';
  expect(document.getElementById(about)?.textContent).toMatch(/3명보다 적을 수 없어요/);
  await type('모두 합쳐 알릴 이웃', '6');
  await pause();
  expect(field.getAttribute('aria-invalid')).toBeNull();
});

it('what cannot be a number is told at once and never sent', async () => {
  await show();
  await type('도착을 기다리는 시간', '');
  await act(async () => void fireEvent.click(screen.getByTestId('policy-save')));
  expect(screen.getByText('고쳐야 할 숫자가 있어요: 도착을 기다리는 시간')).toBeTruthy();
  expect(screen.getByText('숫자를 적어 주세요.')).toBeTruthy();
  await type('도착을 기다리는 시간', '2000');
  expect(screen.getByText('1분에서 1시간 사이로 적어 주세요.')).toBeTruthy();
  expect(dialog()).toBeNull();
  await press('되돌리기');
  expect((screen.getByLabelText('도착을 기다리는 시간') as HTMLInputElement).value).toBe('5');
});

it('adds and removes waves, and goes back to the design', async () => {
  server.state = state({ policy: { ...design, wave_sizes: [2], wave_after_s: [0] } });
  await show();
  await press('차수 더하기');
  expect((screen.getByLabelText('2차에 알릴 이웃') as HTMLInputElement).value).toBe('2');
  expect((screen.getByLabelText('2차가 나가는 때') as HTMLInputElement).value).toBe('1');
  await press('1차 빼기');
  expect(screen.queryByLabelText('2차에 알릴 이웃')).toBeNull();
  await press(/^처음 값으로 \(바로 3명, 1분 뒤 6명, 2분 뒤 11명\)/);
  expect((screen.getByLabelText('3차에 알릴 이웃') as HTMLInputElement).value).toBe('11');
});

it('an officer reads everything and changes nothing', async () => {
  may.change.value = false;
  await show();
  expect(screen.getByText(/경찰관은 보기만 할 수 있어요/)).toBeTruthy();
  expect((screen.getByLabelText('도착을 기다리는 시간') as HTMLInputElement).readOnly).toBe(true);
  expect(button(/차수 더하기|빼기|처음 값으로/)).toBeUndefined();
});

it('tells the history in words: when, who, why, what', async () => {
  server.history = [
    entry({ version: 2, policy: { ...design, wave_after_s: [0, 120, 120] }, replaced: design }),
    entry({ version: 1, changed_by_name: null, reason: '' }),
  ];
  await show();
  expect(screen.getByText('2차: 1분 뒤 6명 → 2분 뒤 6명')).toBeTruthy();
  expect(screen.getByText('“밤에 조용히”')).toBeTruthy();
  expect(screen.getByText('이 동네의 처음 정책이에요.')).toBeTruthy();
});

it('without an answer of the server says so and shows the preview again when asked', async () => {
  await show();
  server.look = () => {
    throw new ApiError(null);
  };
  await type('1차에 알릴 이웃', '4');
  await pause();
  expect(screen.getByText(/서버에 닿지 않았어요/)).toBeTruthy();
  server.look = (body) => seen(body.policy.wave_sizes[0] ?? 0);
  await press('다시 시도');
  await pause();
  expect(rows()).toEqual(['바로 이웃 3명 이웃 4명']);
});
