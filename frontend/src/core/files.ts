/** Files the server makes: fetched, shared with another app, or kept on the device. */
import { ApiError } from '../api/client';
import type { Problem } from '../api/types';

const PATIENCE_MS = 60_000;

/** Throws only ApiError. */
export async function fetchFile(path: string, name: string): Promise<File> {
  let answer: Response;
  try {
    answer = await fetch(path, {
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (answer.ok) return new File([await answer.blob()], name, { type: typeOf(answer) });
  } catch {
    throw new ApiError(null);
  }
  throw new ApiError(answer.status, (await answer.json().catch(() => null)) as Problem | null);
}

function typeOf(answer: Response): string {
  return (answer.headers.get('content-type') ?? '').split(';')[0] || 'application/octet-stream';
}

/** Saves it where the browser saves downloads. */
export function keepFile(file: File): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = file.name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads it in its own time.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

export type Handed = 'shared' | 'kept' | 'cancelled';

/** Opens the phone's share sheet, or keeps the file where there is none. Only from a tap. */
export async function shareFile(file: File): Promise<Handed> {
  const data = { files: [file] };
  if (!navigator.canShare?.(data)) {
    keepFile(file);
    return 'kept';
  }
  try {
    await navigator.share(data);
    return 'shared';
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return 'cancelled';
    keepFile(file); // some browsers forget the tap while the file is on its way
    return 'kept';
  }
}
