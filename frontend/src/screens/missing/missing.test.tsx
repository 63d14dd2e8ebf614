// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { signal } from '@preact/signals';
import { LocationProvider, Route, Router } from 'preact-iso/router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { ApiError, call } from '../../api/client';
import { loadLanguage } from '../../core/i18n';
import { forgetMissing, type MissingCall } from '../../core/missing';
import { enqueue } from '../../core/outbox';
import { currentPosition } from '../../core/position';
import { me } from '../../core/session';
import { walk } from '../../core/walk';
import { missingTexts } from '../../locales/missing';
import MissingScreen from './missing';
import { MissingStrip } from './strip';

const receipts = vi.hoisted(() => new Set<(id: string, result: { status: string }) => void>());
vi.mock('../../core/walk', () => ({ walk: signal(null) }));
vi.mock('../../core/position', () => ({ currentPosition: vi.fn() }));
vi.mock('../../core/sync', () => ({
  onReceipt: (listener: (id: string, result: { status: string }) => void) => receipts.add(listener),
}));
vi.mock('../../core/outbox', async (original) => ({ ...(await original<object>()), enqueue: vi.fn() }));
vi.mock('../../core/outbox-store', () => ({ itemsOf: async () => [] }));
vi.mock('../../api/client', async (original) => ({ ...(await original<object>()), call: vi.fn() }));

let ID = '';
let tests = 0;
const one = (changes: Partial<MissingCall> = {}): MissingCall => ({
  id: ID,
  state: 'open',
  words: '파란 모자를 쓴 할머니',
  seen_near: '금촌시장 북문',
  last_seen_at: new Date().toISOString(),
  opened_at: new Date().toISOString(),
  expires_at: new Date(Date.now() + 3_600_000).toISOString(),
  seen: false,
  my_sightings: 0,
  ...changes,
});
const answer = (...items: MissingCall[]) =>
  vi.mocked(call).mockImplementation(async (method) => (method === 'GET' ? { items } : undefined) as never);
const flush = () =>
  act(async () => {
    for (let turn = 0; turn < 10; turn += 1) await new Promise((done) => setTimeout(done));
  });
const open = async () => {
  history.replaceState(null, '', `/missing/${ID}`);
  render(
    <LocationProvider>
      <Router>
        <Route path="/missing/:id" component={MissingScreen} />
        <Route default component={() => null} />
      </Router>
    </LocationProvider>,
  );
  await flush();
};
const press = async (name: string) => {
  await act(async () => void fireEvent.click(screen.getByRole('button', { name })));
  await flush();
};

beforeEach(async () => {
  vi.resetAllMocks();
  tests += 1;
  ID = `01a20000-0000-7000-8000-00000000000${tests}`;
  forgetMissing();
  me.value = null;
  walk.value = { phase: 'recording' } as never;
  vi.mocked(enqueue).mockResolvedValue('s-1');
  vi.mocked(currentPosition).mockResolvedValue({ lat: 37.76, lon: 126.77, accuracyM: 7.6, at: 0 });
  await Promise.all([loadLanguage('ko'), missingTexts.load('ko')]);
});
afterEach(cleanup);

it('shows the words while it is open, tells that they were read, and gives 112', async () => {
  answer(one());
  await open();
  expect(screen.getByText('파란 모자를 쓴 할머니')).toBeTruthy();
  expect(screen.getByText('금촌시장 북문')).toBeTruthy();
  expect(call).toHaveBeenCalledWith('POST', `/api/missing/${ID}/seen`);
  expect(screen.getByRole('link', { name: /112/ }).getAttribute('href')).toBe('tel:112');
});

it('says saved, and sent only after the receipt', async () => {
  answer(one({ seen: true }));
  await open();
  expect(call).not.toHaveBeenCalledWith('POST', expect.anything());
  await act(
    async () => void fireEvent.input(screen.getByRole('textbox'), { target: { value: '시장 쪽으로' } }),
  );
  await press('봤어요');
  expect(enqueue).toHaveBeenCalledWith('missing.sighting', {
    missing_id: ID,
    seen_at: expect.any(String),
    note: '시장 쪽으로',
    lat: 37.76,
    lon: 126.77,
    accuracy_m: 8,
  });
  expect(screen.getByText('이 휴대폰에 저장했어요. 연결되면 바로 보내요')).toBeTruthy();
  expect(screen.queryByText(/상황실에 전했어요/)).toBeNull();
  await act(async () => receipts.forEach((tell) => tell('s-1', { status: 'applied' })));
  await flush();
  expect(screen.getByText('상황실에 전했어요. 고맙습니다')).toBeTruthy();
  expect(screen.queryByText(/연결되면 바로 보내요/)).toBeNull();
});

it('without a network says so, and takes what was seen all the same', async () => {
  vi.mocked(call).mockRejectedValue(new ApiError(null));
  vi.mocked(enqueue).mockResolvedValue('s-2');
  vi.mocked(currentPosition).mockResolvedValue(null);
  await open();
  expect(screen.getByText('연결이 없어서 누구를 찾는지 볼 수 없어요')).toBeTruthy();
  await press('봤어요');
  expect(enqueue).toHaveBeenCalledWith('missing.sighting', { missing_id: ID, seen_at: expect.any(String) });
  expect(screen.getByText(/자리는 알 수 없었어요/)).toBeTruthy();
});

it.each([
  [60, { lat: 37.761, lon: 126.771, accuracy_m: 12 }],
  [300, {}],
])('takes where the walk was %i s ago when the phone does not say where it is', async (ago, place) => {
  answer(one({ seen: true }));
  vi.mocked(currentPosition).mockResolvedValue(null);
  const lastFix = { lat: 37.761, lon: 126.771, accuracyM: 12, t: Date.now() - ago * 1000 };
  walk.value = { phase: 'recording', lastFix } as never;
  await open();
  await press('봤어요');
  expect(enqueue).toHaveBeenCalledWith('missing.sighting', {
    missing_id: ID,
    seen_at: expect.any(String),
    ...place,
  });
});

it('sends no place that was paused, and keeps the line when the phone is full', async () => {
  me.value = { consents: [{ kind: 'location', state: 'paused', since: '' }] } as never;
  answer(one());
  vi.mocked(enqueue).mockRejectedValueOnce(new Error('full'));
  await open();
  const line = screen.getByRole('textbox') as HTMLInputElement;
  await act(async () => void fireEvent.input(line, { target: { value: '정류장' } }));
  await press('봤어요');
  expect(screen.getByRole('alert').textContent).toMatch(/저장하지 못했어요/);
  expect(line.value).toBe('정류장');
  expect(currentPosition).not.toHaveBeenCalled();
});

it.each([
  ['found', '찾았어요, 고맙습니다'],
  ['over', '이제 마쳤어요'],
] as const)('tells that it is %s, without a word of who', async (state, said) => {
  answer(one({ state, words: null, seen_near: null, last_seen_at: null, seen: true }));
  await open();
  expect(screen.getByText(said)).toBeTruthy();
  expect(screen.queryByTestId('missing-words')).toBeNull();
});

it('shows nothing to somebody who is not walking', async () => {
  walk.value = null;
  answer();
  await open();
  expect(screen.getByText('지금은 볼 수 있는 것이 없어요')).toBeTruthy();
  expect(screen.queryByRole('button', { name: '봤어요' })).toBeNull();
});

it('what ran out meanwhile shows its words no more, also without a new answer', async () => {
  answer(one({ expires_at: new Date(Date.now() - 1000).toISOString() }));
  await open();
  expect(screen.queryByTestId('missing-words')).toBeNull();
});

it('the strip says that somebody is missing, never who, and only while walking', async () => {
  answer(one());
  const { rerender } = render(<MissingStrip />);
  await flush();
  const link = screen.getByRole('link');
  expect(link.getAttribute('href')).toBe(`/missing/${ID}`);
  expect(link.textContent).not.toMatch(/할머니|시장/);
  walk.value = { phase: 'ended' } as never;
  rerender(<MissingStrip />);
  await flush();
  expect(screen.queryByRole('link')).toBeNull();
});
