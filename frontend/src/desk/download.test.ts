// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';

import { ApiError } from '../api/client';
import { fetchFile, nameOf } from './download';

const named = (disposition: string) => ({ headers: new Headers({ 'content-disposition': disposition }) });

describe('a file from the server', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('keeps the name the server gave it, Korean as well', () => {
    expect(nameOf(named('attachment; filename="reports.csv"'), '/x')).toBe('reports.csv');
    expect(nameOf(named("attachment; filename*=UTF-8''%EC%A0%9C%EB%B3%B4.csv"), '/x')).toBe('제보.csv');
    expect(nameOf({ headers: new Headers() }, '/api/desk/hours.csv?month=2026-11')).toBe('hours.csv');
  });

  it('brings the server’s own words when it refuses', async () => {
    const problem = { type: 'about:blank', title: 'No', status: 422, detail: '이유를 적어 주세요.' };
    vi.stubGlobal('fetch', () =>
      Promise.resolve(
        new Response(JSON.stringify(problem), {
          status: 422,
          headers: { 'content-type': 'application/problem+json' },
        }),
      ),
    );
    await expect(fetchFile('/api/desk/reports.csv')).rejects.toMatchObject({
      status: 422,
      problem: { detail: '이유를 적어 주세요.' },
    });
  });

  it('says that nothing came when nothing came', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('cut')));
    await expect(fetchFile('/x')).rejects.toEqual(new ApiError(null));
  });
});
