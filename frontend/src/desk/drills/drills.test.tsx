// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { LocationProvider } from 'preact-iso/router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { loadLanguage } from '../../core/i18n';
import { me } from '../../core/session';
import { loadDeskTexts } from '../texts';
import { type Drill, type Drills, getDrills, shareOf, startDrill } from './drills';
import { DrillsRoom } from './drills-screen';
import { loadWords } from './words';

vi.mock('./drills', async (original) => ({
  ...(await original<object>()),
  getDrills: vi.fn(),
  startDrill: vi.fn(),
}));

const drill = (part: Partial<Drill> = {}): Drill => ({
  id: 'd-1',
  opened_at: '2026-11-24T03:00:00Z',
  closed_at: '2026-11-24T03:20:00Z',
  status: 'resolved',
  place: 'public',
  category: 'other',
  told: 6,
  answered: 5,
  first_seen_s: 20,
  first_accepted_s: 95,
  first_on_scene_s: null,
  ...part,
});
const page = (part: Partial<Drills> = {}): Drills => ({
  group: [
    { id: 'm-1', name: '김순자', tier: 'resident', lends_home: true },
    { id: 'm-2', name: '배정호', tier: 'resident', lends_home: false },
  ],
  may_be_asked: 4,
  hindered_by: null,
  drills: [],
  ...part,
});

async function show(answer: Drills) {
  vi.mocked(getDrills).mockResolvedValue(answer);
  render(
    <LocationProvider>
      <DrillsRoom />
    </LocationProvider>,
  );
  await act(async () => {
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  });
}
const press = async (name: string | RegExp) => {
  await act(async () => void fireEvent.click(screen.getByRole('button', { name })));
  await act(async () => {
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  });
};
const choose = (name: string | RegExp) =>
  act(() => void fireEvent.click(screen.getByRole('radio', { name })));

beforeEach(async () => {
  vi.resetAllMocks();
  me.value = { id: 'c', tier: 'coordinator', neighbourhood: { boundary: { coordinates: [[]] } } } as never;
  await loadLanguage('ko');
  await Promise.all([loadDeskTexts(), loadWords()]);
});
afterEach(() => {
  cleanup();
  me.value = null;
});

it('leads to the home of somebody who lends it, and says what is missing before', async () => {
  vi.mocked(startDrill).mockResolvedValue({ id: 'd-9' } as never);
  await show(page());
  await press('연습 시작');
  expect(screen.getByRole('alert').textContent).toMatch(/누가 도움을 부른 것으로 할지/);
  await choose(/김순자/);
  await choose('집으로');
  await choose('넘어졌어요');
  await press('연습 시작');
  expect(startDrill).toHaveBeenCalledWith({ member_id: 'm-1', place: 'home', category: 'fallen', note: '' });
  expect(location.pathname).toBe('/desk/alerts/d-9');
});

it('never offers the home of somebody who keeps it to themselves, not even after another choice', async () => {
  await show(page());
  await choose(/김순자/);
  await choose('집으로');
  await choose(/배정호/);
  expect(screen.queryByRole('radio', { name: '집으로' })).toBeNull();
  expect(screen.getByLabelText(/위도, 경도/)).toBeTruthy();
  await choose('길을 잃은 사람');
  await press('연습 시작');
  expect(startDrill).not.toHaveBeenCalled();
});

it('starts none while one goes on or somebody really waits, nor without a group', async () => {
  await show(page({ hindered_by: 'real_call' }));
  expect(screen.queryByRole('button', { name: '연습 시작' })).toBeNull();
  expect(screen.getByText(/진짜 도움을 기다리는 분이 있어요/)).toBeTruthy();
  cleanup();
  await show(page({ hindered_by: 'drill', drills: [drill({ closed_at: null, status: 'open' })] }));
  expect(screen.getByRole('link', { name: '진행 중인 연습 보기' }).getAttribute('href')).toBe(
    '/desk/alerts/d-1',
  );
  cleanup();
  await show(page({ group: [] }));
  expect(screen.getByText('연습에 함께하기로 한 분이 아직 없어요')).toBeTruthy();
});

it('shows what drills came to, and says in words where nobody got so far', async () => {
  await show(page({ drills: [drill()] }));
  const cells = [...document.querySelectorAll('tbody td')].map((cell) => cell.textContent?.trim());
  expect(cells).toEqual(['6명', '6명 중 5명', '20초', '1분 35초', '없음']);
});

it('draws the slowest drill longest and nothing where nobody came', () => {
  const drills = [drill({ first_accepted_s: 100 }), drill({ first_accepted_s: 50 })];
  expect(drills.map((one) => shareOf(one.first_accepted_s, drills))).toEqual([100, 50]);
  expect(shareOf(null, drills)).toBe(0);
});
