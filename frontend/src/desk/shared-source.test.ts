import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { openShared, type Source } from './shared-source';

class FakeSource extends EventTarget implements Source {
  readyState = 0;
  opens() {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }
  close() {
    this.readyState = 2;
  }
}

/** Web Locks in a few lines: one holder, the rest wait in order. */
function fakeLocks() {
  let last: Promise<unknown> = Promise.resolve();
  const request = (_name: string, options: { signal: AbortSignal }, hold: () => Promise<void>) => {
    const turn = last.then(() => (options.signal.aborted ? undefined : hold()));
    last = turn.catch(() => {});
    return turn;
  };
  return { locks: { request } };
}

const settle = () => new Promise((done) => setTimeout(done, 20));

describe('openShared', () => {
  let real: FakeSource[];
  let tabs: Source[];
  const open = () => {
    const source = new FakeSource();
    real.push(source);
    return source;
  };
  const tab = () => {
    const shared = openShared('/api/desk/stream', open);
    tabs.push(shared);
    return shared;
  };
  const heard = (source: Source, word: string) => {
    const listener = vi.fn();
    source.addEventListener(word, listener);
    return listener;
  };

  beforeEach(() => {
    real = [];
    tabs = [];
    vi.stubGlobal('navigator', fakeLocks());
  });
  afterEach(() => {
    for (const one of tabs) one.close();
    vi.unstubAllGlobals();
  });

  it('opens one stream for many tabs, and every tab hears of a change', async () => {
    const first = tab();
    const second = tab();
    await settle();
    expect(real).toHaveLength(1);
    const [one, two] = [heard(first, 'change'), heard(second, 'change')];
    real[0]?.opens();
    real[0]?.dispatchEvent(new Event('change'));
    await settle();
    expect(one).toHaveBeenCalledTimes(1);
    expect(two).toHaveBeenCalledTimes(1);
    expect(second.readyState).toBe(1);
  });

  it('tells a tab that comes later that the line is open, and when it breaks', async () => {
    tab();
    await settle();
    real[0]?.opens();
    const late = tab();
    await settle();
    expect(late.readyState).toBe(1);
    real[0]?.dispatchEvent(new Event('error'));
    await settle();
    expect(late.readyState).toBe(0);
  });

  it('hands the stream on when the tab that held it closes', async () => {
    const first = tab();
    const second = tab();
    await settle();
    first.close();
    await settle();
    expect(real).toHaveLength(2);
    expect(real[0]?.readyState).toBe(2);
    const opened = heard(second, 'open');
    real[1]?.opens();
    expect(opened).toHaveBeenCalledTimes(1);
  });

  it('does without sharing where the browser cannot', () => {
    vi.stubGlobal('navigator', {});
    expect(openShared('/x', open)).toBe(real[0]);
  });
});
