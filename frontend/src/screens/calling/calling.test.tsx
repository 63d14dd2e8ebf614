// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { LocationProvider } from 'preact-iso/router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { ApiError, call } from '../../api/client';
import type { Coming } from '../../api/types';
import { loadLanguage } from '../../core/i18n';
import type { TogetherWalk } from '../../core/together';
import { more } from '../../locales/more';
import { announce } from '../../ui/live';
import Blocks from './blocks';
import Buddies from './buddies';
import { WalkedWith } from './walked-with';
import { WhoComes } from './who-comes';

vi.mock('../../api/client', async (real) => ({ ...(await real<object>()), call: vi.fn() }));
vi.mock('../../ui/live', () => ({ announce: vi.fn() }));
vi.mock('../../core/session', async () => {
  const { signal } = await import('@preact/signals');
  const me = signal({ neighbourhood: { desk_phone: '031-940-5000' } });
  return { me, refreshMe: vi.fn(async () => null) };
});

const coming = (rest: Partial<Coming> = {}): Coming => ({
  name: '정민수',
  status: 'accepted',
  since: '2026-11-30T05:00:00Z',
  who: 'ab12',
  blocked: false,
  ...rest,
});
const settle = () =>
  act(async () => {
    for (let turn = 0; turn < 6; turn += 1) await Promise.resolve();
  });
const press = async (name: RegExp | string) => {
  await act(async () => void fireEvent.click(screen.getByRole('button', { name })));
  await settle();
};
const answers = (table: Record<string, unknown>) =>
  vi.mocked(call).mockImplementation(async (method, path) => table[`${method} ${path}`]);
const refusal = (status: number, detail: string) =>
  new ApiError(status, { type: 'x', title: 'x', status, detail });

beforeEach(async () => {
  vi.clearAllMocks();
  globalThis.scrollTo = () => {};
  await Promise.all([loadLanguage('ko'), more.load('ko')]);
});
afterEach(cleanup);

it('asks before somebody who comes is not called again, says that nobody is told, and then does it', async () => {
  const done = vi.fn();
  render(<WhoComes alertId="a" coming={[coming()]} onDone={done} />);
  await press('정민수 님을 다시 부르지 않기');
  expect(call).not.toHaveBeenCalled();
  expect(screen.getByText(/아무에게도 알리지 않아요/)).toBeTruthy();
  expect(screen.getByText(/상황실에 바로 알려요/)).toBeTruthy();
  await press('부르지 않기');
  expect(vi.mocked(call).mock.calls).toEqual([
    ['POST', '/api/me/blocks', { body: { alert_id: 'a', who: 'ab12' } }],
  ]);
  expect(done).toHaveBeenCalledOnce();
  expect(announce).toHaveBeenCalledWith('정민수 님을 다시 부르지 않아요.');
  expect(screen.queryByRole('button')).toBeNull();
});

it('leaves everything as it is when the question is answered with no', async () => {
  render(<WhoComes alertId="a" coming={[coming()]} onDone={() => {}} />);
  await press(/다시 부르지 않기/);
  await press('그대로 두기');
  expect(call).not.toHaveBeenCalled();
  expect(screen.getByRole('button', { name: /다시 부르지 않기/ })).toBeTruthy();
});

it('says in the answer’s own words why the desk cannot be kept out, and keeps the question open', async () => {
  vi.mocked(call).mockRejectedValueOnce(refusal(409, '국민콜 110에 전화해 주세요.'));
  render(<WhoComes alertId="a" coming={[coming()]} onDone={() => {}} />);
  await press(/다시 부르지 않기/);
  await press('부르지 않기');
  expect(screen.getByText(/110/)).toBeTruthy();
  expect(screen.getByRole('button', { name: '부르지 않기' })).toBeTruthy();
});

it('offers nothing to whoever is not the person, and nothing twice', () => {
  const { container, rerender } = render(
    <WhoComes alertId="a" coming={[coming({ who: null })]} onDone={() => {}} />,
  );
  expect(container.innerHTML).toBe('');
  rerender(<WhoComes alertId="a" coming={[coming({ blocked: true })]} onDone={() => {}} />);
  expect(screen.queryByRole('button')).toBeNull();
  expect(screen.getByText('부르지 않을 이웃이에요')).toBeTruthy();
});

it('on a walk names only whom the server named, and survives what an older version kept', async () => {
  const walk = { id: 'w', names: ['은지', '태우'], who: ['c1', 'c2'] } as TogetherWalk;
  const { container, rerender } = render(<WalkedWith walk={walk} onDone={() => {}} />);
  await press('태우 님을 다시 부르지 않기');
  expect(screen.getByText(/서로 이름이 보이지 않게/)).toBeTruthy();
  await press('부르지 않기');
  expect(call).toHaveBeenCalledWith('POST', '/api/me/blocks', { body: { walk_id: 'w', who: 'c2' } });
  const { who: _, ...old } = walk;
  rerender(<WalkedWith walk={old} onDone={() => {}} />);
  expect(container.querySelector('[data-testid=walked-with]')).toBeNull();
});

it('lets somebody be called again; gone already is what was wanted', async () => {
  const one = { who: 'x1', name: '정민수', since: '2026-11-30T05:00:00Z', agreed: true };
  const lists = [[one], []];
  vi.mocked(call).mockImplementation(async (method) => {
    if (method === 'DELETE') throw refusal(404, '찾을 수 없어요.');
    return { items: lists.shift() ?? [], next_cursor: null };
  });
  render(
    <LocationProvider>
      <Blocks />
    </LocationProvider>,
  );
  await settle();
  await press('정민수 님을 목록에서 빼기');
  await press('목록에서 빼기');
  await settle();
  expect(vi.mocked(call).mock.calls.map(([method, path]) => `${method} ${path}`)).toContain(
    'DELETE /api/me/blocks/x1',
  );
  expect(screen.getByText('아직 아무도 없어요')).toBeTruthy();
  expect(screen.getByRole('link', { name: '담당자에게 전화하기' }).getAttribute('href')).toBe(
    'tel:0319405000',
  );
});

it('becomes a buddy only by saying so, and can stop', async () => {
  const asked = { who: 'p1', name: '순자', since: '2026-11-30T05:00:00Z', agreed: false };
  const agreed = { ...asked, who: 'p2', name: '영수', agreed: true };
  answers({ 'GET /api/me/buddies': { mine: [], of: [asked, agreed] } });
  render(
    <LocationProvider>
      <Buddies />
    </LocationProvider>,
  );
  await settle();
  await press('그렇게 해 주세요');
  await press('영수 님의 먼저 부를 이웃 그만하기');
  await press('그만하기');
  const said = vi.mocked(call).mock.calls.map(([method, path]) => `${method} ${path}`);
  expect(said).toContain('PUT /api/me/buddy-of/p1');
  expect(said).toContain('DELETE /api/me/buddy-of/p2');
});
