// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { checkFacility, undoCheck, UNDO_MS } from '../../core/facilities';
import { loadLanguage } from '../../core/i18n';
import { more } from '../../locales/more';
import { tapped, trouble } from './checks';
import { FacilityRow } from './facility-row';
import type { Shown } from './order';

vi.mock('../../core/facilities', () => ({
  UNDO_MS: 6000,
  checkFacility: vi.fn(async () => 'check-1'),
  undoCheck: vi.fn(async () => true),
}));

const lamp: Shown = {
  id: 'lamp',
  kind: 'lamp',
  label: 'Lamp',
  number: '7',
  lat: 37,
  lon: 126,
  every_days: 30,
  last_checked_at: null,
  last_working: null,
  next_due_at: null,
  due: true,
  metres: 42,
};
const show = () =>
  render(
    <ul>
      <FacilityRow item={lamp} />
    </ul>,
  );
/** As a finger does: taps what is there, and waits until the tap has been dealt with. */
const press = async (name: string) => {
  await act(async () => void fireEvent.click(screen.getByRole('button', { name })));
  await act(async () => {
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  });
};

beforeEach(async () => {
  vi.clearAllMocks();
  tapped.value = new Map();
  trouble.value = null;
  await Promise.all([loadLanguage('en'), more.load('en')]);
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

it('says what and how far, and that it is due', () => {
  show();
  expect(screen.getByText('Lamp 7')).toBeTruthy();
  expect(screen.getByText(/42\s?m/)).toBeTruthy();
  expect(screen.getByText('Due for a check')).toBeTruthy();
});

it('notes in one tap, and takes it back within six seconds', async () => {
  show();
  await press('It works');
  expect(checkFacility).toHaveBeenCalledWith({ facilityId: 'lamp', working: true });
  expect(screen.getByText('Noted: it works')).toBeTruthy();
  await press('Undo');
  expect(undoCheck).toHaveBeenCalledWith('check-1');
  expect(screen.getByRole('button', { name: 'Broken' })).toBeTruthy();
});

it('offers to note it again once it cannot be taken back', async () => {
  vi.useFakeTimers();
  show();
  await press('Broken');
  await act(async () => void (await vi.advanceTimersByTimeAsync(UNDO_MS + 1)));
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  await press('Note again');
  expect(screen.getByRole('button', { name: 'It works' })).toBeTruthy();
});

it('says so when it had left already, and when nothing could be kept', async () => {
  vi.mocked(undoCheck).mockResolvedValueOnce(false);
  show();
  await press('It works');
  await press('Undo');
  expect(screen.getByText(/sent already/)).toBeTruthy();
  await press('Note again');
  vi.mocked(checkFacility).mockRejectedValueOnce(new Error('full'));
  await press('It works');
  expect(screen.getByText(/could not be saved/)).toBeTruthy();
});
