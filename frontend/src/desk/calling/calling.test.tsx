// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { call } from '../../api/client';
import { loadLanguage } from '../../core/i18n';
import type { Member } from '../contract';
import { loadDeskTexts } from '../texts';
import { EditCalling } from './edit-calling';

vi.mock('../../api/client', async (real) => ({ ...(await real<object>()), call: vi.fn() }));

const member = { id: 'm', name: '김순자' } as Member;
const noted = { member_id: 'o', name: '정민수', kind: 'block', since: '2026-11-30T05:00:00Z', agreed: true };
const settle = () =>
  act(async () => {
    for (let turn = 0; turn < 6; turn += 1) await Promise.resolve();
  });
const press = async (name: RegExp | string) => {
  await act(async () => void fireEvent.click(screen.getByRole('button', { name })));
  await settle();
};

beforeEach(async () => {
  vi.clearAllMocks();
  HTMLDialogElement.prototype.showModal ??= () => {};
  await Promise.all([loadLanguage('ko'), loadDeskTexts('ko')]);
  vi.mocked(call).mockResolvedValue({ items: [noted], next_cursor: null });
  render(<EditCalling member={member} onClose={() => {}} />);
});
afterEach(cleanup);

it('shows and changes nothing before it is written how the member asked', async () => {
  await press('목록 보기');
  expect(call).not.toHaveBeenCalled();
  expect(screen.getByRole('alert').textContent).toMatch(/먼저 적어/);
});

it('takes back what was written down, on the member’s word', async () => {
  fireEvent.input(screen.getByLabelText(/언제 어떻게/), { target: { value: '전화로 말씀하심' } });
  await settle();
  await press('목록 보기');
  expect(call).toHaveBeenCalledWith('GET', '/api/members/m/ties', { query: { reason: '전화로 말씀하심' } });
  await press('적어 두기');
  expect(screen.getByRole('alert').textContent).toMatch(/찾아서 골라/);
  await press('정민수 님 빼기');
  expect(call).toHaveBeenLastCalledWith('DELETE', '/api/members/m/ties/o', {
    query: { reason: '전화로 말씀하심' },
  });
  expect(screen.getByText('아직 적어 둔 이웃이 없어요.')).toBeTruthy();
});
