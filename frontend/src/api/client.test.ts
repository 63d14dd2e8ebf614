import { afterEach, expect, it, vi } from 'vitest';

import { ApiError, call } from './client';

function answering(type: string, body: string, status = 200): void {
  vi.stubGlobal('fetch', () =>
    Promise.resolve(new Response(body, { status, headers: { 'content-type': type } })),
  );
}

afterEach(() => vi.unstubAllGlobals());

it.each(['application/json', 'application/geo+json', 'application/json; charset=utf-8'])(
  'believes %s',
  async (type) => {
    answering(type, '{"type":"Feature"}');
    expect(await call('GET', '/api/patrols/1.geojson')).toEqual({ type: 'Feature' });
  },
);

it('does not take the page of a café’s network for an answer', async () => {
  answering('text/html', '<h1>Welcome</h1>');
  const failure = await call('GET', '/api/me').catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ApiError);
  expect((failure as ApiError).status).toBeNull();
});
