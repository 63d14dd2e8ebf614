import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { ApiError } from '../api/client';
import { fetchFile, shareFile } from './files';
import { shareWalk } from './walk-export';

const clicks: string[] = [];
let shared: File[] = [];
let canShare = true;
let refuse: Error | null = null;

beforeEach(() => {
  clicks.length = 0;
  shared = [];
  canShare = true;
  refuse = null;
  vi.useFakeTimers();
  const link = () => ({
    href: '',
    download: '',
    remove() {},
    click: () => clicks.push(made.at(-1)!.download),
  });
  const made: { download: string }[] = [];
  vi.stubGlobal('document', {
    createElement: () => {
      const one = link();
      made.push(one);
      return one;
    },
    body: { append() {} },
  });
  vi.stubGlobal('navigator', {
    canShare: () => canShare,
    share: ({ files }: { files: File[] }) => {
      if (refuse) return Promise.reject(refuse);
      shared = files;
      return Promise.resolve();
    },
  });
});
afterEach(() => vi.useRealTimers());

const walk = () => new File(['<gpx/>'], 'walk.gpx', { type: 'application/gpx+xml' });

describe('a file to hand on', () => {
  it('goes to the share sheet, and is kept where there is none', async () => {
    expect(await shareFile(walk())).toBe('shared');
    expect(shared[0]!.name).toBe('walk.gpx');
    canShare = false;
    expect(await shareFile(walk())).toBe('kept');
    expect(clicks).toEqual(['walk.gpx']);
  });

  it('is neither when the person thinks better of it', async () => {
    refuse = new DOMException('no', 'AbortError');
    expect(await shareFile(walk())).toBe('cancelled');
    refuse = new DOMException('too late', 'NotAllowedError');
    expect(await shareFile(walk())).toBe('kept');
  });

  it('has its ends cut and only the day in its name when it is a walk', async () => {
    const asked: string[] = [];
    vi.stubGlobal('fetch', async (path: string) => {
      asked.push(path);
      return new Response('<gpx/>', { headers: { 'content-type': 'application/gpx+xml; charset=utf-8' } });
    });
    await shareWalk('w1', Date.UTC(2026, 10, 23, 3));
    expect(asked).toEqual(['/api/patrols/w1.gpx?ends=trimmed']);
    expect(shared[0]).toMatchObject({ name: 'walk-2026-11-23.gpx', type: 'application/gpx+xml' });
  });

  it('is not made from a refusal or from silence', async () => {
    vi.stubGlobal('fetch', async () => Response.json({ title: 'gone', detail: '30일' }, { status: 410 }));
    await expect(fetchFile('/x', 'x')).rejects.toMatchObject({ status: 410, problem: { detail: '30일' } });
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('cut')));
    await expect(fetchFile('/x', 'x')).rejects.toBeInstanceOf(ApiError);
  });
});
