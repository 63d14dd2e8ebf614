/** Other apps that record my walks, and walks out of their files. */
import { ApiError, call } from '../api/client';
import type { Patrol, Problem } from '../api/types';
import type { SetAsideCount } from './walk-rules';

export type RecorderApp = 'owntracks' | 'osmand' | 'traccar';
export const RECORDER_APPS: readonly RecorderApp[] = ['owntracks', 'osmand', 'traccar'];

export interface Recorder {
  id: string;
  name: string;
  app: RecorderApp;
  created_at: string;
  last_seen_at: string | null;
  set_aside: { reason: string; count: number }[];
}
/** Only when it is made: its key is never shown again, and never kept on the phone. */
export interface RecorderMade extends Recorder {
  token: string;
  url: string;
  link: string | null;
  qr_svg: string;
  steps_ko: string[];
  steps_en: string[];
}

export async function recorders(signal?: AbortSignal): Promise<Recorder[]> {
  const options = signal ? { signal } : {};
  return (await call<{ items: Recorder[] }>('GET', '/api/recorders', options)).items;
}
export async function makeRecorder(name: string, app: RecorderApp): Promise<RecorderMade> {
  return call<RecorderMade>('POST', '/api/recorders', { body: { name, app } });
}
/** Nothing of it is heard any more; its walks stay. */
export async function endRecorder(id: string): Promise<void> {
  await call('DELETE', `/api/recorders/${encodeURIComponent(id)}`);
}

export const MOST_GPX_BYTES = 5 * 1024 * 1024;

/** Larger than the server takes: refused before anything is sent. */
export class TooLargeError extends Error {
  constructor(readonly bytes: number) {
    super('the file is too large');
    this.name = 'TooLargeError';
  }
}

export interface ImportedWalk extends Patrol {
  set_aside?: SetAsideCount[];
}

/**
 * The walks a GPX file holds; the same file again answers the same walks. `progress` from 0 to 1 while it goes up. Throws
 * TooLargeError, or ApiError whose problem's `line` says where the file is broken.
 */
export function importGpx(
  file: File,
  language: string,
  progress: (part: number) => void,
): Promise<ImportedWalk[]> {
  if (file.size > MOST_GPX_BYTES) return Promise.reject(new TooLargeError(file.size));
  return new Promise((done, failed) => {
    // Not `fetch`: it does not tell how much has gone up.
    const request = new XMLHttpRequest();
    request.open('POST', '/api/patrols/import');
    request.setRequestHeader('Content-Type', 'application/gpx+xml');
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('Accept-Language', language);
    request.timeout = 180_000;
    request.upload.addEventListener('progress', ({ loaded, total, lengthComputable }) => {
      if (lengthComputable) progress(total > 0 ? loaded / total : 1);
    });
    for (const name of ['error', 'timeout', 'abort'] as const)
      request.addEventListener(name, () => failed(new ApiError(null)));
    request.addEventListener('load', () => {
      const answer = parsed(request.responseText);
      if (request.status === 201 && answer) done((answer as { items: ImportedWalk[] }).items);
      else failed(new ApiError(request.status || null, answer as Problem | null));
    });
    request.send(file);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null; // not our server's answer
  }
}
