// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { loadLanguage } from '../../core/i18n';
import { loadDeskTexts } from '../texts';
import type { Reached } from './reach';
import { newestRing, ring } from './reach';
import { ReachRow } from './reach-row';
import { loadWords } from './words';

vi.mock('./reach', () => ({ ring: vi.fn(), newestRing: vi.fn() }));

const member = (changes: Partial<Reached> = {}): Reached => ({
  member_id: 'm',
  name: '박영희',
  tier: 'responder',
  state: 'silent',
  last_answer_at: null,
  last_test_at: null,
  devices: 1,
  ...changes,
});
const press = async () => {
  await act(async () => void fireEvent.click(screen.getByRole('button')));
  await act(async () => void (await vi.advanceTimersByTimeAsync(2000)));
};

beforeEach(async () => {
  vi.resetAllMocks();
  await loadLanguage('ko');
  await Promise.all([loadDeskTexts(), loadWords()]);
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

it('says what to do about a phone that does not answer', () => {
  render(<ReachRow member={member()} />);
  expect(screen.getByText('답이 없어요')).toBeTruthy();
  expect(screen.getByText(/전화해서 함께 살펴봐 주세요/)).toBeTruthy();
  expect(screen.getByText('아직 답한 적이 없어요')).toBeTruthy();
});

it('rings, waits, and shows when the phone answered', async () => {
  const rung = { id: 'r', at: '2026-11-24T00:12:00Z', status: 'sent', received_at: null } as const;
  vi.mocked(ring).mockResolvedValue(1);
  vi.mocked(newestRing).mockResolvedValue(rung);
  render(<ReachRow member={member({ state: 'ok' })} />);
  await press();
  expect(screen.getByRole('status').textContent).toMatch(/울렸어요. 답을 기다려요/);
  vi.mocked(newestRing).mockResolvedValue({
    ...rung,
    status: 'received',
    received_at: '2026-11-24T00:12:02Z',
  });
  await act(async () => void (await vi.advanceTimersByTimeAsync(2000)));
  expect(screen.getByRole('status').textContent).toMatch(/09:12:00.*울렸고 .*09:12:02.*답했어요/);
  const looks = vi.mocked(newestRing).mock.calls.length;
  await act(async () => void (await vi.advanceTimersByTimeAsync(10_000)));
  expect(vi.mocked(newestRing).mock.calls.length).toBe(looks);
});

it('says when there is no phone to ring', async () => {
  vi.mocked(ring).mockResolvedValue(0);
  render(<ReachRow member={member({ state: 'no_device', devices: 0 })} />);
  await press();
  expect(screen.getByRole('status').textContent).toBe('울릴 휴대전화가 없어요');
});
