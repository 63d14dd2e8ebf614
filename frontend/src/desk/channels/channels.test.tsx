// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { LocationProvider } from 'preact-iso/router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { call } from '../../api/client';
import { loadLanguage } from '../../core/i18n';
import { loadDeskTexts } from '../texts';
import type { Channel } from './channels';
import { Channels } from './channels-screen';
import { loadWords } from './words';

vi.mock('../neighbourhood', async (original) => {
  const { signal } = await import('@preact/signals');
  return { ...(await original<object>()), canChange: signal(true) };
});
vi.mock('../../api/client', async (original) => ({ ...(await original<object>()), call: vi.fn() }));

const channel = (changes: Partial<Channel> = {}): Channel => ({
  id: 'c-1',
  kind: 'ntfy',
  label: '당직 휴대전화',
  created_at: '2026-11-24T03:00:00Z',
  last_test_at: null,
  last_ok_at: null,
  last_error: '',
  newest: null,
  ...changes,
});
const newest = { why: 'test', status: 'queued', created_at: '', sent_at: null, attempts: 0 } as const;
const flush = () =>
  act(async () => {
    for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
  });
const show = async (...channels: Channel[]) => {
  vi.mocked(call).mockResolvedValue({ items: channels });
  render(
    <LocationProvider>
      <Channels />
    </LocationProvider>,
  );
  await flush();
};

beforeEach(async () => {
  vi.resetAllMocks();
  await loadLanguage('ko');
  await Promise.all([loadDeskTexts(), loadWords()]);
});
afterEach(cleanup);

it('says how the last message of each contact went', async () => {
  await show(
    channel({ id: '1', newest: null }),
    channel({ id: '2', newest }),
    channel({ id: '3', newest: { ...newest, attempts: 2 } }),
    channel({ id: '4', newest: { ...newest, status: 'failed', attempts: 4 } }),
    channel({
      id: '5',
      newest: { ...newest, why: 'nobody', status: 'sent', sent_at: '2026-11-24T03:00:00Z' },
    }),
  );
  const said = screen.getAllByRole('status').map((one) => one.textContent);
  expect(said[0]).toBe('아직 보낸 적이 없어요');
  expect(said[1]).toBe('시험 · 보내고 있어요');
  expect(said[2]).toMatch(/다시 보내고 있어요 \(3번째\)/);
  expect(said[3]).toMatch(/가지 않았어요/);
  expect(said[4]).toMatch(/답 없는 알림 · .*에 보냈어요/);
});

it('without any contact says why one is worth having', async () => {
  await show();
  expect(screen.getByText('아직 연락처가 없어요')).toBeTruthy();
});

it('tests a contact and removes one only after asking', async () => {
  await show(channel());
  await act(async () => void fireEvent.click(screen.getByRole('button', { name: '시험으로 보내기' })));
  await flush();
  expect(call).toHaveBeenCalledWith('POST', '/api/desk/channels/c-1/tests');
  await act(async () => void fireEvent.click(screen.getByRole('button', { name: '지우기' })));
  expect(call).not.toHaveBeenCalledWith('DELETE', expect.anything());
  const dialog = document.querySelector('dialog') as HTMLElement;
  await act(async () => void fireEvent.click(within(dialog).getByText('지우기')));
  await flush();
  expect(call).toHaveBeenCalledWith('DELETE', '/api/desk/channels/c-1');
});

it('keeps what was typed and says what is missing', async () => {
  await show();
  await act(async () => void fireEvent.click(screen.getByRole('button', { name: '연락처 더하기' })));
  const dialog = within(document.querySelector('dialog') as HTMLElement);
  await act(async () => void fireEvent.input(dialog.getByLabelText('이름'), { target: { value: '당직' } }));
  await act(async () => void fireEvent.submit(document.querySelector('dialog form') as HTMLElement));
  expect(dialog.getByText('보낼 주소를 적어 주세요.')).toBeTruthy();
  expect((dialog.getByLabelText('이름') as HTMLInputElement).value).toBe('당직');
});
