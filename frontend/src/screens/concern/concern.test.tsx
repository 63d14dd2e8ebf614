// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { LocationProvider } from 'preact-iso/router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { cancel, concern, confirmNow, type ConcernState } from '../../core/concern';
import { loadLanguage } from '../../core/i18n';
import { me } from '../../core/session';
import { more } from '../../locales/more';
import ConcernScreen from './concern';
import { smsLink } from './not-sent';

vi.mock('../../core/concern', async () => {
  const { signal } = await import('@preact/signals');
  return {
    concern: signal(null),
    raise: vi.fn(),
    confirmNow: vi.fn(async () => {}),
    cancel: vi.fn(async () => {}),
    dismissConcern: vi.fn(async () => {}),
  };
});

const state = (changes: Partial<ConcernState>): ConcernState => ({
  id: 'c',
  category: 'unwell',
  note: null,
  position: null,
  raisedAt: 0,
  phase: 'saved',
  countdownEndsAt: 0,
  secondsLeft: 5,
  notSent: false,
  alertId: null,
  alertStatus: null,
  seenBy: 0,
  coming: [],
  deskTold: false,
  late: false,
  cancelling: false,
  problem: null,
  cancelProblem: null,
  durable: true,
  ...changes,
});
const become = (changes: Partial<ConcernState>) =>
  act(() => {
    concern.value = state(changes);
  });
const show = () =>
  render(
    <LocationProvider>
      <ConcernScreen />
    </LocationProvider>,
  );

beforeEach(async () => {
  await Promise.all([loadLanguage('en'), more.load('en')]);
  vi.clearAllMocks();
  HTMLDialogElement.prototype.showModal ??= function open(this: HTMLDialogElement) {
    this.open = true;
  };
});
afterEach(cleanup);

it('counts down with two answers of one size, the number between them', () => {
  become({ phase: 'countdown', secondsLeft: 5 });
  show();
  expect(screen.getByTestId('countdown').textContent).toBe('5');
  become({ phase: 'countdown', secondsLeft: 4 });
  expect(screen.getByTestId('countdown').textContent).toBe('4');
  const [send, number, stop] = ['send-now', 'countdown', 'cancel'].map((id) => screen.getByTestId(id));
  expect(send?.className).toContain('btn-l');
  expect(stop?.className).toContain('btn-l');
  expect(send!.compareDocumentPosition(number!) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  expect(number!.compareDocumentPosition(stop!) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
});

it('sends now or cancels, as asked', async () => {
  become({ phase: 'countdown' });
  show();
  await act(async () => void fireEvent.click(screen.getByTestId('send-now')));
  expect(confirmNow).toHaveBeenCalledOnce();
  await act(async () => void fireEvent.click(screen.getByTestId('cancel')));
  expect(cancel).toHaveBeenCalledOnce();
});

it('offers 119, 112 and a text message when nothing has gone out', () => {
  become({ notSent: true });
  show();
  const links = screen.getAllByRole('link', { hidden: true }).map((link) => link.getAttribute('href'));
  expect(links).toContain('tel:119');
  expect(links).toContain('tel:112');
  expect(screen.getByTestId('sms').getAttribute('href')).toMatch(/^sms:/);
});

it('stops offering it once the receipt is there', () => {
  become({ notSent: true, alertId: 'a', phase: 'sent' });
  show();
  expect(screen.queryByTestId('sms')).toBeNull();
});

it('says who has seen where I am, and when', () => {
  const since = '2026-11-24T00:10:00Z';
  become({
    phase: 'coming',
    alertId: 'a',
    coming: [
      { name: 'Park', status: 'accepted', since, looked_at: '2026-11-24T00:12:00Z' },
      { name: 'Lee', status: 'accepted', since, looked_at: null },
    ],
  });
  show();
  expect(screen.getByText(/Park saw your address or place at/)).toBeTruthy();
  expect(screen.queryByText(/Lee saw/)).toBeNull();
});

it('asks "are you safe now?" before a late cancel', () => {
  become({ phase: 'sent', alertId: 'a' });
  show();
  fireEvent.click(screen.getByTestId('cancel-late'));
  expect(cancel).not.toHaveBeenCalled();
  expect(screen.getByText('Are you safe now?')).toBeTruthy();
  fireEvent.click(screen.getByTestId('safe-now'));
  expect(cancel).toHaveBeenCalledOnce();
});

it('asks for the cancel number instead, keeps asking when the countdown ends under it, and says when it was wrong', async () => {
  me.value = { cancel_pin: 'on' } as never;
  become({ phase: 'countdown' });
  show();
  await act(async () => void fireEvent.click(screen.getByTestId('cancel')));
  expect(cancel).not.toHaveBeenCalled();
  become({ phase: 'saved' });
  expect(screen.queryByTestId('safe-now')).toBeNull();
  for (const digit of '4711') await act(async () => void fireEvent.click(screen.getByTestId(`pin-${digit}`)));
  expect(vi.mocked(cancel).mock.calls).toEqual([['4711']]);
  expect(screen.queryByTestId('pin-pad')).toBeNull();
  const detail = 'That number does not match.';
  become({ phase: 'sent', alertId: 'a', cancelProblem: { type: '', title: '', status: 422, detail } });
  expect(screen.getByText(detail).closest('[role=alert]')?.textContent).toMatch(/goes on/);
  me.value = null;
});

it('fills in a text message in the manner of each phone', () => {
  expect(smsLink('010', '도와 주세요 & 빨리', 'Android')).toBe(
    'sms:010?body=%EB%8F%84%EC%99%80%20%EC%A3%BC%EC%84%B8%EC%9A%94%20%26%20%EB%B9%A8%EB%A6%AC',
  );
  expect(smsLink('', 'x', 'iPhone')).toBe('sms:&body=x');
});
