// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { ApiError, call } from '../../api/client';
import { loadLanguage } from '../../core/i18n';
import { setClock } from '../clock';
import { loadDeskTexts } from '../texts';
import { MissedList } from './missed-list';
import { type Missed, newlyMissed } from './promises';
import { loadWords, tell } from './words';

const may = vi.hoisted(() => ({ change: true }));
vi.mock('../neighbourhood', async (original) => ({
  ...(await original<object>()),
  canChange: {
    get value() {
      return may.change;
    },
  },
}));
vi.mock('../live-board', () => ({ refreshBoard: () => Promise.resolve() }));
vi.mock('../../api/client', async (original) => ({ ...(await original<object>()), call: vi.fn() }));

const one = (change: Partial<Missed> = {}): Missed => ({
  plan_id: 'p1',
  member_id: 'm1',
  name: '김순자',
  day: '2026-12-01',
  minute: 540,
  due_at: '2026-12-01T00:00:00Z',
  since: '2026-12-01T00:00:00Z',
  late: false,
  contact: null,
  reason_why: 'no_answer',
  alert_id: null,
  ...change,
});
const flush = () =>
  act(async () => {
    for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
  });
const show = async (...missed: Missed[]) => {
  render(<MissedList missed={missed} />);
  await flush();
};
const text = () => document.body.textContent ?? '';

beforeEach(async () => {
  may.change = true;
  vi.mocked(call).mockReset();
  await loadLanguage('ko');
  await Promise.all([loadDeskTexts(), loadWords()]);
  setClock('2026-12-01T01:05:00Z');
  HTMLDialogElement.prototype.showModal = function open(this: HTMLDialogElement) {
    this.open = true;
  };
});
afterEach(cleanup);

describe('the card of somebody who did not answer', () => {
  it('tells a phone that cannot be reached apart from a silence, and what we were late with', async () => {
    await show(one(), one({ plan_id: 'p2', reason_why: 'phone_unreachable', late: true }));
    const [first, second] = screen.getAllByTestId('missed');
    expect(first!.textContent).toContain(tell('missed.no_answer'));
    expect(first!.textContent).not.toContain(tell('missed.late'));
    expect(second!.textContent).toContain(tell('missed.phone_unreachable'));
    expect(second!.textContent).toContain(tell('missed.lateWhat'));
  });

  it('tells what a buddy says, without a name where it is not to be known', async () => {
    const said = { how: 'talked', at: '2026-12-01T00:50:00Z' } as const;
    await show(
      one({ contact: { by: '박민수', ...said } }),
      one({ plan_id: 'p2', contact: { by: null, ...said } }),
    );
    expect(text()).toContain('박민수 님: 통화했어요');
    expect(text()).toContain('이웃: 통화했어요');
  });

  it('of whoever may only look has nothing to press, and without anybody silent is not there', async () => {
    may.change = false;
    await show(one());
    expect(screen.queryByTestId('settle')).toBeNull();
    cleanup();
    await show();
    expect(text()).toBe('');
  });

  it('leads to the alert once neighbours were asked to knock', async () => {
    await show(one({ alert_id: 'a1' }));
    expect(screen.queryByTestId('knock')).toBeNull();
    expect(document.querySelector('a[href="/desk/alerts/a1"]')).not.toBeNull();
  });
});

describe('settling it', () => {
  it('asks how, and loses nothing when it does not work', async () => {
    await show(one());
    fireEvent.click(screen.getByTestId('settle'));
    await flush();
    fireEvent.click(screen.getByTestId('settle-go'));
    await flush();
    expect(text()).toContain(tell('settle.pick'));
    expect(call).not.toHaveBeenCalled();
    fireEvent.click(screen.getByLabelText(tell('settle.visited')));
    fireEvent.input(screen.getByTestId('settle-note'), { target: { value: '문 앞에서 뵀어요' } });
    vi.mocked(call).mockRejectedValueOnce(new ApiError(null));
    fireEvent.click(screen.getByTestId('settle-go'));
    await flush();
    expect((screen.getByTestId('settle-note') as HTMLTextAreaElement).value).toBe('문 앞에서 뵀어요');
    expect(document.querySelector('[role=alert]')).not.toBeNull();
    vi.mocked(call).mockResolvedValueOnce(undefined);
    fireEvent.click(screen.getByTestId('settle-go'));
    await flush();
    expect(call).toHaveBeenLastCalledWith('POST', '/api/desk/plans/p1/settle', {
      body: { day: '2026-12-01', minute: 540, how: 'visited', note: '문 앞에서 뵀어요' },
    });
    expect(screen.queryByTestId('settle-note')).toBeNull();
  });

  it('sends neighbours only after asking once more', async () => {
    await show(one());
    fireEvent.click(screen.getByTestId('knock'));
    await flush();
    expect(call).not.toHaveBeenCalled();
    vi.mocked(call).mockResolvedValueOnce({ alert_id: 'a1' });
    fireEvent.click(screen.getByTestId('knock-go'));
    await flush();
    expect(call).toHaveBeenCalledWith('POST', '/api/desk/plans/p1/knock', {
      body: { day: '2026-12-01', minute: 540 },
    });
  });
});

it('tells of a silence once, not of those that were there when the board opened', () => {
  const [a, b] = [one(), one({ plan_id: 'p2' })];
  expect(newlyMissed(null, [a])).toEqual([]);
  expect(newlyMissed([a], [a, b])).toEqual([b]);
  expect(newlyMissed([a], [{ ...a, minute: 1140 }])).toEqual([]);
});
