// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { LocationProvider } from 'preact-iso/router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { ApiError } from '../../api/client';
import { loadLanguage } from '../../core/i18n';
import { findMembers } from '../client';
import { alert } from '../samples';
import { loadDeskTexts } from '../texts';
import { hurry, raiseAlert } from './calls';
import { Hurry } from './hurry';
import { RaiseForm } from './raise-screen';
import { loadWords } from './words';

vi.mock('./calls', () => ({ raiseAlert: vi.fn(), hurry: vi.fn() }));
vi.mock('../client', () => ({ findMembers: vi.fn() }));

const settle = () =>
  act(async () => {
    await new Promise((done) => setTimeout(done, 300));
  });
const press = async (name: string | RegExp) => {
  await act(async () => void fireEvent.click(screen.getByRole('button', { name })));
  await act(async () => {
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  });
};
const choose = (name: string | RegExp) =>
  act(() => void fireEvent.click(screen.getByRole('radio', { name })));
const type = (label: RegExp, value: string) =>
  act(() => void fireEvent.input(screen.getByLabelText(label), { target: { value } }));
const form = () =>
  render(
    <LocationProvider>
      <RaiseForm />
    </LocationProvider>,
  );

beforeEach(async () => {
  vi.resetAllMocks();
  await loadLanguage('ko');
  await Promise.all([loadDeskTexts(), loadWords()]);
});
afterEach(cleanup);

it('calls neighbours to the home of a member found by name', async () => {
  const found = { id: 'm-1', name: '김순자', tier: 'resident', active: true };
  vi.mocked(findMembers).mockResolvedValue({ items: [found], next_cursor: null } as never);
  vi.mocked(raiseAlert).mockResolvedValue({ id: 'a-1' } as never);
  form();
  await type(/이름으로 찾기/, '순자');
  await settle();
  await choose(/김순자/);
  await choose('집으로');
  await choose('넘어졌어요');
  await type(/전할 말/, '전화로 넘어졌다고 하셨어요');
  await press('이웃 부르기');
  expect(raiseAlert).toHaveBeenCalledWith({
    member_id: 'm-1',
    place: 'home',
    category: 'fallen',
    note: '전화로 넘어졌다고 하셨어요',
  });
  expect(location.pathname).toBe('/desk/alerts/a-1');
});

it('says what is missing and keeps what was typed when the server says no', async () => {
  vi.mocked(raiseAlert).mockRejectedValue(
    new ApiError(422, { detail: '이웃이 어디로 가야 할지 알 수 없어요.' } as never),
  );
  form();
  await press('이웃 부르기');
  expect(screen.getByRole('alert').textContent).toMatch(/누구인지 골라 주세요/);
  expect(raiseAlert).not.toHaveBeenCalled();
  await choose(/주민이 아니거나/);
  await type(/위도, 경도/, '37.7605, 126.7748');
  await choose('길을 잃은 사람');
  await type(/전할 말/, '느티나무 아래');
  await press('이웃 부르기');
  expect(screen.getByRole('alert').textContent).toMatch(/어디로 가야 할지/);
  expect((screen.getByLabelText(/전할 말/) as HTMLTextAreaElement).value).toBe('느티나무 아래');
});

it('hurries the next wave, wakes what sleeps, and is gone when enough come or it is over', async () => {
  vi.mocked(hurry).mockResolvedValue({} as never);
  const done = vi.fn();
  render(<Hurry alert={alert('a', { wave: 1, waves: 3 })} onDone={done} />);
  await press('다음 이웃 바로 부르기');
  expect(hurry).toHaveBeenCalledWith('a', 'next-wave');
  expect(done).toHaveBeenCalled();
  cleanup();
  render(<Hurry alert={alert('a', { late: true })} onDone={done} />);
  await press('이웃들도 부르기');
  expect(hurry).toHaveBeenLastCalledWith('a', 'wake');
  cleanup();
  render(<Hurry alert={alert('a', { wave: 3, waves: 3 })} onDone={done} />);
  expect(screen.queryByRole('button')).toBeNull();
  cleanup();
  render(<Hurry alert={alert('a', { status: 'resolved' })} onDone={done} />);
  expect(screen.queryByRole('button')).toBeNull();
});
