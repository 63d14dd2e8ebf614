/** Fetches a file the server makes and hands it to the browser to keep. */
import { ApiError } from '../api/client';
import { lang } from '../core/i18n';
import type { Problem } from '../api/types';

/** Throws only ApiError. Longer than a call: a year's export is made while we wait. */
const PATIENCE_MS = 120_000;

/** With a `body` it is a deed and not a look: the server writes down that it was made, and why. */
export async function fetchFile(path: string, body?: object): Promise<{ name: string; body: Blob }> {
  let answer: Response;
  try {
    answer = await fetch(path, {
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
      headers: {
        'Accept-Language': lang.value,
        ...(body && { 'Content-Type': 'application/json' }),
      },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (answer.ok) return { name: nameOf(answer, path), body: await answer.blob() };
  } catch {
    throw new ApiError(null);
  }
  throw new ApiError(answer.status, await problemOf(answer));
}

export function keepFile({ name, body }: { name: string; body: Blob }): void {
  const address = URL.createObjectURL(body);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads it in its own time.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** The server's own name for it, else the last part of the address. */
export function nameOf(answer: Pick<Response, 'headers'>, path: string): string {
  const said = answer.headers.get('content-disposition') ?? '';
  const coded = /filename\*=UTF-8''([^;]+)/i.exec(said)?.[1];
  if (coded !== undefined) return decodeURIComponent(coded);
  return /filename="?([^";]+)"?/i.exec(said)?.[1] ?? path.replace(/\?.*$/, '').split('/').pop() ?? 'export';
}

async function problemOf(answer: Response): Promise<Problem | null> {
  if (!/json/.test(answer.headers.get('content-type') ?? '')) return null;
  try {
    return (await answer.json()) as Problem;
  } catch {
    return null;
  }
}
