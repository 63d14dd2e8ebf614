import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  COALESCE_MS,
  type Fetched,
  type Line,
  openStream,
  POLL_WHEN_DOWN_MS,
  POLL_WHEN_LIVE_MS,
} from './stream';

class FakeSource extends EventTarget {
  readyState = 0;
  constructor(readonly url: string) {
    super();
  }
  opens() {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }
  breaks(forGood = false) {
    this.readyState = forGood ? 2 : 0;
    this.dispatchEvent(new Event('error'));
  }
  sends(kind: string) {
    this.dispatchEvent(new MessageEvent(kind, { data: '{}' }));
  }
  close() {
    this.readyState = 2;
  }
}

describe('openStream', () => {
  let sources: FakeSource[];
  let lines: Line[];
  let result: Fetched;
  const refetch = vi.fn(async () => result);
  const last = () => lines.at(-1);
  const source = () => sources.at(-1) as FakeSource;

  function start() {
    return openStream({
      url: '/api/desk/stream',
      refetch,
      onLine: (line) => lines.push(line),
      open: (url) => {
        sources.push(new FakeSource(url));
        return source();
      },
    });
  }

  beforeEach(() => {
    vi.useFakeTimers({ now: 1_000_000 });
    sources = [];
    lines = [];
    result = 'ok';
    refetch.mockClear();
  });
  afterEach(() => vi.useRealTimers());

  it('fetches at once and is not called live before the stream is open', async () => {
    const stream = start();
    await vi.advanceTimersByTimeAsync(0);
    expect(refetch).toHaveBeenCalledTimes(1);
    expect(last()).toEqual({ state: 'connecting', asOf: 1_000_000 });
    source().opens();
    expect(last()?.state).toBe('live');
    stream.close();
  });

  it('fetches once for many changes, and again for what happened during a fetch', async () => {
    const stream = start();
    source().opens();
    await vi.advanceTimersByTimeAsync(COALESCE_MS);
    refetch.mockClear();
    for (let i = 0; i < 20; i += 1) source().sends('change');
    await vi.advanceTimersByTimeAsync(COALESCE_MS);
    expect(refetch).toHaveBeenCalledTimes(1);

    let answer: (value: Fetched) => void = () => {};
    refetch.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
    source().sends('reset');
    source().sends('reset');
    source().sends('reset');
    expect(refetch).toHaveBeenCalledTimes(2);
    answer('ok');
    await vi.advanceTimersByTimeAsync(0);
    expect(refetch).toHaveBeenCalledTimes(3);
    stream.close();
  });

  it('says it is reconnecting, keeps the age of the picture, and polls meanwhile', async () => {
    const stream = start();
    source().opens();
    await vi.advanceTimersByTimeAsync(COALESCE_MS);
    const asOf = last()?.asOf;
    result = 'failed';
    source().breaks();
    expect(last()).toEqual({ state: 'retrying', asOf });
    refetch.mockClear();
    await vi.advanceTimersByTimeAsync(POLL_WHEN_DOWN_MS);
    expect(refetch).toHaveBeenCalledTimes(1);
    expect(last()).toEqual({ state: 'retrying', asOf });
    result = 'ok';
    await vi.advanceTimersByTimeAsync(POLL_WHEN_DOWN_MS);
    expect(last()).toMatchObject({ state: 'retrying', asOf: Date.now() });
    source().opens();
    expect(last()?.state).toBe('live');
    stream.close();
  });

  it('opens a new stream when the browser gives up on the old one', async () => {
    const stream = start();
    source().breaks(true);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sources).toHaveLength(2);
    source().breaks(true);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sources).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sources).toHaveLength(3);
    stream.close();
  });

  it('checks now and then even when the stream looks fine', async () => {
    const stream = start();
    source().opens();
    await vi.advanceTimersByTimeAsync(COALESCE_MS);
    refetch.mockClear();
    await vi.advanceTimersByTimeAsync(POLL_WHEN_LIVE_MS);
    expect(refetch).toHaveBeenCalledTimes(1);
    stream.close();
  });

  it('stops for good when the session is over', async () => {
    start();
    result = 'gone';
    source().sends('reset');
    await vi.advanceTimersByTimeAsync(POLL_WHEN_LIVE_MS);
    expect(last()?.state).toBe('signed-out');
    expect(source().readyState).toBe(2);
    const calls = refetch.mock.calls.length;
    await vi.advanceTimersByTimeAsync(POLL_WHEN_LIVE_MS * 3);
    expect(refetch).toHaveBeenCalledTimes(calls);
  });

  it('leaves no timer behind when closed', async () => {
    const stream = start();
    await vi.advanceTimersByTimeAsync(0);
    stream.close();
    expect(vi.getTimerCount()).toBe(0);
  });
});
