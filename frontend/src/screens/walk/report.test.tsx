// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { signal } from '@preact/signals';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { loadLanguage } from '../../core/i18n';
import { me } from '../../core/session';
import { checkIn, type WalkState } from '../../core/walk';
import { more } from '../../locales/more';
import { Report } from './report';

const known = vi.hoisted(() => ({ items: [] as unknown[] }));
vi.mock('../../core/walk', () => ({ walk: { value: null }, checkIn: vi.fn(async () => 'c') }));
vi.mock('../../core/reports', async (original) => {
  const real = await original<typeof import('../../core/reports')>();
  return { ...real, recent: { open: async () => {}, state: signal({ data: known }) } };
});

const HERE = { lat: 37.76, lon: 126.77, t: Date.now(), accuracyM: 8 };
const walking = { lastFix: HERE } as unknown as WalkState;
const lampOut = () => ({
  id: 'earlier',
  category: 'light_out',
  lat: HERE.lat + 0.0002,
  lon: HERE.lon,
  state: 'in_progress',
  reported_at: new Date(Date.now() - 3 * 86_400_000).toISOString(),
});
const press = (name: string | RegExp) =>
  act(async () => void fireEvent.click(screen.getByRole('button', { name })));
const onDone = vi.fn();

beforeEach(async () => {
  vi.clearAllMocks();
  known.items = [lampOut()];
  me.value = null;
  await Promise.all([loadLanguage('en'), more.load('en')]);
  render(<Report state={walking} onDone={onDone} />);
});
afterEach(cleanup);

it('asks whether it is the same lamp, and joins that report', async () => {
  await press('Report without a photo');
  await press('Light out');
  expect(screen.getByText(/within 50 m, 3 days ago/)).toBeTruthy();
  await press('Yes, it is the same');
  await press('Tell the desk');
  expect(checkIn).toHaveBeenCalledWith({
    status: 'concern',
    urgency: 'report',
    category: 'light_out',
    sameAs: 'earlier',
  });
  expect(onDone).toHaveBeenCalledOnce();
});

it('reports something else separately', async () => {
  await press('Report without a photo');
  await press('Light out');
  await press('No, something else');
  await press('Tell the desk');
  expect(checkIn).toHaveBeenCalledWith({ status: 'concern', urgency: 'report', category: 'light_out' });
});

it('asks nothing about what nobody reported, and keeps what was typed when it cannot be saved', async () => {
  vi.mocked(checkIn).mockRejectedValueOnce(new Error('full'));
  await press('Report without a photo');
  await press('Litter');
  const line = screen.getByRole('textbox') as HTMLTextAreaElement;
  await act(async () => void fireEvent.input(line, { target: { value: 'behind the school' } }));
  await press('Tell the desk');
  expect(screen.getByRole('alert')).toBeTruthy();
  expect(line.value).toBe('behind the school');
  await press('Tell the desk');
  expect(checkIn).toHaveBeenLastCalledWith(expect.objectContaining({ note: 'behind the school' }));
});

it.each(['paused', 'withdrawn'])(
  'asks nothing by a place that is %s, and asks for words instead',
  async (state) => {
    me.value = { consents: [{ kind: 'location', state, since: '' }] } as unknown as typeof me.value;
    await press('Report without a photo');
    await press('Light out');
    expect(screen.queryByText(/within 50 m/)).toBeNull();
    expect(screen.getByText(/Please write where it is/)).toBeTruthy();
  },
);

it('asks nothing by a place of a while ago', async () => {
  cleanup();
  const stale = { ...HERE, t: Date.now() - 10 * 60_000 };
  render(<Report state={{ lastFix: stale } as unknown as WalkState} onDone={onDone} />);
  await press('Report without a photo');
  await press('Light out');
  expect(screen.queryByText(/within 50 m/)).toBeNull();
});

it('offers no report that is not the neighbourhood’s to mend: it is closed', async () => {
  known.items = [{ ...lampOut(), state: 'not_ours' }];
  await press('Report without a photo');
  await press('Light out');
  expect(screen.queryByText(/within 50 m/)).toBeNull();
});
