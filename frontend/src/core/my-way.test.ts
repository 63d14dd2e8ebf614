import { beforeEach, expect, it, vi } from 'vitest';

import { ApiError, call } from '../api/client';
import { EVERY_MS, hideMyWay, showing, showMyWay } from './my-way';
import { watchPositions } from './positions';
import type { Reading } from './walk-rules';

vi.mock('../api/client', async (original) => ({
  ...(await original<object>()),
  call: vi.fn(async () => {}),
}));
vi.mock('./positions', () => ({ watchPositions: vi.fn() }));
vi.mock('./db', () => ({
  KEPT_PREFIX: 'kept ',
  getValue: vi.fn(async () => {}),
  setValue: vi.fn(async () => {}),
}));

let stands: (reading: Reading) => void = () => {};
const ended = vi.fn();
const at = (north: number, accuracyM = 8): Reading => ({
  lat: 37.76 + north / 111_195,
  lon: 126.77,
  accuracyM,
  t: Date.now(),
});
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.clearAllMocks();
  vi.useFakeTimers();
  vi.mocked(watchPositions).mockImplementation((taken) => {
    stands = taken;
    return ended;
  });
});

it('sends a place at once, then after 20 m or 15 s, and nothing coarse', async () => {
  showMyWay('a');
  stands(at(0, 500));
  expect(call).not.toHaveBeenCalled();
  stands(at(0));
  await settle();
  expect(showing.value).toBe('shown');
  await vi.advanceTimersByTimeAsync(6000);
  stands(at(5));
  await settle();
  expect(call).toHaveBeenCalledTimes(1);
  stands(at(25));
  await settle();
  expect(call).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(EVERY_MS);
  stands(at(26));
  await settle();
  expect(call).toHaveBeenCalledTimes(3);
});

it('says that it cannot send, waits longer each time, and never sends the old place again', async () => {
  vi.mocked(call).mockRejectedValue(new ApiError(null));
  showMyWay('a');
  for (let second = 0; second < 600; second += 1) {
    stands(at(second));
    await vi.advanceTimersByTimeAsync(1000);
  }
  expect(showing.value).toBe('lost');
  expect(vi.mocked(call).mock.calls.length).toBeLessThan(10);
  vi.mocked(call).mockResolvedValue(undefined);
});

it('stops for good when nobody needs it any more', async () => {
  vi.mocked(call).mockRejectedValueOnce(new ApiError(409));
  showMyWay('a');
  stands(at(0));
  await settle();
  expect(showing.value).toBe('refused');
  expect(ended).toHaveBeenCalled();
});

it('switched off, what was shown is taken back, or it says that it was not', async () => {
  expect(await hideMyWay('a')).toBe(true);
  expect(call).toHaveBeenCalledWith('DELETE', '/api/alerts/a/my-place', { timeoutS: 10 });
  expect(showing.value).toBe('off');
  vi.mocked(call).mockRejectedValueOnce(new ApiError(null));
  expect(await hideMyWay('a')).toBe(false);
  expect(showing.value).toBe('left');
});
