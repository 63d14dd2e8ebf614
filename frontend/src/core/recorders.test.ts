import { beforeEach, describe, expect, it, vi } from 'vitest';

import { importGpx, MOST_GPX_BYTES } from './recorders';

type Listener = (event: Partial<ProgressEvent>) => void;
let answer: { status: number; text: string } | 'error' = 'error';
let sent = 0;

class FakeRequest {
  private listeners: Record<string, Listener> = {};
  private rising: Listener = () => {};
  upload = { addEventListener: (_: string, listener: Listener) => (this.rising = listener) };
  status = 0;
  responseText = '';
  timeout = 0;
  open() {}
  setRequestHeader() {}
  addEventListener(name: string, listener: Listener) {
    this.listeners[name] = listener;
  }
  send() {
    sent += 1;
    for (const loaded of [25, 100]) this.rising({ loaded, total: 100, lengthComputable: true });
    if (answer === 'error') return this.listeners['error']!({});
    [this.status, this.responseText] = [answer.status, answer.text];
    this.listeners['load']!({});
  }
}

const file = (bytes = 10) => ({ size: bytes, name: 'walk.gpx' }) as File;
const bring = (progress: (part: number) => void = () => {}) => importGpx(file(), 'ko', progress);

beforeEach(() => {
  sent = 0;
  vi.stubGlobal('XMLHttpRequest', FakeRequest);
});

describe('walks from a file', () => {
  it('come with true progress', async () => {
    answer = { status: 201, text: '{"items":[{"id":"w1"}]}' };
    const parts: number[] = [];
    expect(await bring((part) => parts.push(part))).toEqual([{ id: 'w1' }]);
    expect(parts).toEqual([0.25, 1]);
  });

  it('are refused with the line at fault', async () => {
    answer = { status: 422, text: '{"title":"x","status":422,"detail":"5번째 줄","line":5}' };
    await expect(bring()).rejects.toMatchObject({ status: 422, problem: { line: 5 } });
  });

  it.each([
    ['silence', 'error' as const, null],
    ['a page of somebody else', { status: 200, text: '<html>' }, 200],
    ['a broken answer', { status: 201, text: '{"ite' }, 201],
  ])('fail on %s', async (_, given, status) => {
    answer = given;
    await expect(bring()).rejects.toMatchObject({ name: 'ApiError', status });
  });

  it('that are too large never leave the phone', async () => {
    const large = importGpx(file(MOST_GPX_BYTES + 1), 'ko', () => {});
    await expect(large).rejects.toMatchObject({ name: 'TooLargeError', bytes: MOST_GPX_BYTES + 1 });
    expect(sent).toBe(0);
  });
});
