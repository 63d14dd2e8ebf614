// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { LocationProvider } from 'preact-iso/router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { ApiError, call } from '../../api/client';
import { loadLanguage } from '../../core/i18n';
import { loadDeskTexts } from '../texts';
import { type DeskMissing, lastMomentAt, type Sighting } from './missing';
import { Missing } from './missing-screen';
import { MissingOnBoard } from './on-board';
import { loadWords } from './words';

const may = vi.hoisted(() => ({ change: true }));
vi.mock('../neighbourhood', async (original) => ({
  ...(await original<object>()),
  canChange: {
    get value() {
      return may.change;
    },
  },
}));
vi.mock('../../api/client', async (original) => ({ ...(await original<object>()), call: vi.fn() }));

const soon = (ms: number) => new Date(Date.now() + ms).toISOString();
const one = (changes: Partial<DeskMissing> = {}): DeskMissing => ({
  id: 'm-1',
  open: true,
  words: '파란 모자를 쓴 할머니',
  seen_near: '금촌시장 북문',
  last_seen_at: null,
  opened_at: soon(-60_000),
  expires_at: soon(3_600_000),
  latest_end: soon(11 * 3_600_000),
  closed_at: null,
  outcome: null,
  raised_by: '조현정',
  closed_by: null,
  told: 4,
  seen: 2,
  sightings: 1,
  after_close: 0,
  last_sighting_at: null,
  ...changes,
});
const sighting: Sighting = {
  id: 's-1',
  by: '이준호',
  note: '정류장 쪽으로',
  seen_at: soon(-300_000),
  received_at: soon(-60_000),
  after_close: true,
  has_place: true,
  place: null,
};
const flush = () =>
  act(async () => {
    for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
  });
const show = async (...calls: DeskMissing[]) => {
  vi.mocked(call).mockImplementation(async (method, path, options) => {
    if (method === 'POST') return calls[0] as never;
    if (!path.endsWith('/sightings')) return { items: calls } as never;
    const places = (options as { query?: { show?: string } } | undefined)?.query?.show === 'places';
    const place = places ? { lat: 37.7605, lon: 126.7748, accuracy_m: 8 } : null;
    return { items: [{ ...sighting, place }] } as never;
  });
  render(
    <LocationProvider>
      <Missing chosen={null} />
    </LocationProvider>,
  );
  await flush();
  await flush();
};
const press = async (name: string | RegExp) => {
  await act(async () => void fireEvent.click(screen.getByRole('button', { name })));
  await flush();
};

beforeEach(async () => {
  vi.resetAllMocks();
  may.change = true;
  await loadLanguage('ko');
  await Promise.all([loadDeskTexts(), loadWords()]);
});
afterEach(cleanup);

it('shows the words, the time left, and how many were asked and read it', async () => {
  await show(one());
  const card = within(screen.getByTestId('missing-call'));
  expect(card.getByText('파란 모자를 쓴 할머니')).toBeTruthy();
  expect(card.getByText('4명')).toBeTruthy();
  expect(card.getByText('2명')).toBeTruthy();
  expect(card.getByText(/^(59:5\d|1:00:0\d)$/)).toBeTruthy();
});

it('shows where they were seen only after asking, and says that it is logged', async () => {
  await show(one());
  expect(screen.getByText('정류장 쪽으로')).toBeTruthy();
  expect(screen.getByText('끝난 뒤에 왔어요')).toBeTruthy();
  expect(document.body.textContent).not.toMatch(/37\.76/);
  expect(call).not.toHaveBeenCalledWith('GET', expect.anything(), { query: { show: 'places' } });
  expect(screen.getByText(/기록에 남고/)).toBeTruthy();
  await press('어디서 봤는지 보기');
  expect(call).toHaveBeenCalledWith('GET', '/api/desk/missing/m-1/sightings', { query: { show: 'places' } });
  expect(document.body.textContent).toMatch(/37\.76050, 126\.77480/);
});

it('ends one with what became of it, and asks for that first', async () => {
  await show(one());
  await press('마치기');
  const dialog = within(document.querySelector('dialog') as HTMLElement);
  await act(async () => void fireEvent.submit(document.querySelector('dialog form') as HTMLElement));
  await flush();
  expect(dialog.getByRole('alert').textContent).toMatch(/골라 주세요/);
  expect(call).not.toHaveBeenCalledWith('POST', expect.anything(), expect.anything());
  await act(async () => void fireEvent.click(dialog.getByText('무사히 찾았어요')));
  await act(async () => void fireEvent.submit(document.querySelector('dialog form') as HTMLElement));
  await flush();
  expect(call).toHaveBeenCalledWith('POST', '/api/desk/missing/m-1/close', {
    body: { outcome: 'found_safe' },
  });
});

it('extends by an hour until nothing longer is possible', async () => {
  const first = one();
  await show(first);
  await press('1시간 더');
  const until = new Date(Date.parse(first.expires_at) + 3_600_000).toISOString();
  expect(call).toHaveBeenCalledWith('POST', '/api/desk/missing/m-1/extend', { body: { until } });
  cleanup();
  await show(one({ latest_end: first.expires_at, expires_at: first.expires_at }));
  expect(screen.queryByRole('button', { name: '1시간 더' })).toBeNull();
  expect(screen.getByText('열두 시간이 가장 길어요')).toBeTruthy();
});

it('warns who reads it, and keeps every word when the server says no', async () => {
  await show();
  expect(screen.getByText(/이웃이 모두 읽어요/)).toBeTruthy();
  expect(screen.getByText(/112와 먼저 의논해 주세요/)).toBeTruthy();
  await press('걷는 이웃에게 알리기');
  expect(screen.getByText('어떤 분인지 적어 주세요.')).toBeTruthy();
  const words = screen.getByLabelText('어떤 분인가요?') as HTMLTextAreaElement;
  await act(async () => void fireEvent.input(words, { target: { value: '회색 외투' } }));
  vi.mocked(call).mockRejectedValue(new ApiError(409, { detail: '찾는 분이 이미 3명이에요.' } as never));
  await press('걷는 이웃에게 알리기');
  expect(call).toHaveBeenCalledWith('POST', '/api/desk/missing', {
    body: { words: '회색 외투', seen_near: '', last_seen_at: null, for_s: 3 * 3600 },
  });
  expect(words.value).toBe('회색 외투');
  expect(screen.getByText(/이미 3명/)).toBeTruthy();
});

it('an officer looks and changes nothing', async () => {
  may.change = false;
  await show(one());
  expect(screen.queryByRole('button', { name: '마치기' })).toBeNull();
  expect(screen.queryByRole('button', { name: '걷는 이웃에게 알리기' })).toBeNull();
  expect(screen.getByText('정류장 쪽으로')).toBeTruthy();
});

it('the strip on the board tells numbers, never who', async () => {
  vi.mocked(call).mockResolvedValue({ items: [one(), one({ id: 'm-2', open: false, outcome: 'expired' })] });
  render(<MissingOnBoard />);
  await flush();
  await flush();
  expect(screen.getByText(/알린 이웃 4명 · 읽은 이웃 2명 · 봤다는 말 1번/)).toBeTruthy();
  expect(screen.getAllByRole('link')).toHaveLength(1);
  expect(document.body.textContent).not.toMatch(/할머니/);
});

it('reads a time of day as the last time the clock said so', () => {
  const noon = new Date(2026, 10, 24, 12, 0).getTime();
  expect(lastMomentAt('11:30', noon)).toBe(new Date(2026, 10, 24, 11, 30).toISOString());
  expect(lastMomentAt('23:10', noon)).toBe(new Date(2026, 10, 23, 23, 10).toISOString());
  expect(lastMomentAt('', noon)).toBeNull();
});
