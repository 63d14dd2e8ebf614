// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { LocationProvider } from 'preact-iso/router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import type { Alert } from '../../api/types';
import { raise } from '../../core/concern';
import { loadLanguage } from '../../core/i18n';
import { enqueue } from '../../core/outbox';
import { more } from '../../locales/more';
import { CallForMe } from './call-for-me';
import { Company, FineTimer } from './visit';

vi.mock('../../core/outbox', () => ({ enqueue: vi.fn(async () => 'item-1') }));
vi.mock('../../core/sync', () => ({ onReceipt: vi.fn() }));
vi.mock('../../core/concern', () => ({ raise: vi.fn(async () => {}) }));

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
type Mine = NonNullable<Alert['my_response']>;
const visit = (mine: Partial<Mine> = {}, rest: Partial<Alert> = {}): Alert =>
  ({
    id: 'a',
    my_response: {
      status: 'accepted',
      check_at: inMinutes(20),
      check_asked_at: null,
      asked_at: null,
      ...mine,
    },
    together: [],
    second_asked: false,
    ...rest,
  }) as Alert;
/** Taps, and waits until the tap has been dealt with. */
const press = async (name: RegExp) => {
  await act(async () => void fireEvent.click(screen.getByRole('button', { name })));
  await act(async () => {
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  });
};

beforeEach(async () => {
  vi.clearAllMocks();
  await Promise.all([loadLanguage('ko'), more.load('ko')]);
});
afterEach(cleanup);

it('on the way the sign of life says so', async () => {
  render(<FineTimer alert={visit()} onTheWay />);
  expect(screen.getByText(/20분 뒤에/)).toBeTruthy();
  await press(/가고 있어요/);
  expect(enqueue).toHaveBeenCalledWith('alert.respond', { alert_id: 'a', action: 'on_my_way' });
  expect(screen.getByText('저장했어요. 바로 전할게요.')).toBeTruthy();
});

it('asked whether they still come, it is an alarm that says what the answer spares', () => {
  render(<FineTimer alert={visit({ asked_at: inMinutes(-1) })} onTheWay />);
  expect(screen.getByRole('alert').textContent).toMatch(/아직 가고 계신가요/);
});

it('once there it is their own timer again, whatever was asked on the way', async () => {
  render(<FineTimer alert={visit({ status: 'on_scene', asked_at: inMinutes(-1) })} />);
  expect(screen.queryByRole('alert')).toBeNull();
  await press(/괜찮아요/);
  expect(enqueue).toHaveBeenCalledWith('alert.respond', { alert_id: 'a', action: 'fine' });
});

it('says when the answer could not be kept on this phone', async () => {
  vi.mocked(enqueue).mockRejectedValueOnce(new Error('full'));
  render(<FineTimer alert={visit()} onTheWay />);
  await press(/가고 있어요/);
  expect(screen.queryByText('저장했어요. 바로 전할게요.')).toBeNull();
  expect((screen.getByTestId('fine') as HTMLButtonElement).disabled).toBe(false);
});

it('says who comes along, or that somebody is asked', () => {
  render(<Company alert={visit({}, { together: ['영희'] })} />);
  expect(screen.getByTestId('company').textContent).toMatch(/영희/);
  cleanup();
  render(<Company alert={visit({}, { second_asked: true })} />);
  expect(screen.getByTestId('company').textContent).toMatch(/한 분 더 부르고 있어요/);
});

it('calls for the one who goes only after a held press, or a tap and a yes', async () => {
  render(
    <LocationProvider>
      <CallForMe />
    </LocationProvider>,
  );
  await act(async () => void fireEvent.click(screen.getByTestId('sos-me'), { detail: 0 }));
  expect(raise).not.toHaveBeenCalled();
  const yes = [...document.querySelectorAll<HTMLButtonElement>('dialog button')][0];
  await act(async () => void fireEvent.click(yes as HTMLButtonElement));
  expect(raise).toHaveBeenCalledWith('person_in_need', expect.objectContaining({ context: 'walk' }));
});
