/** A walk as a file for other apps: to show others without its ends, or my own data exactly as recorded. */
import { fetchFile, keepFile, shareFile, type Handed } from './files';

export type WalkFormat = 'gpx' | 'geojson';

/** The day of the walk in its name, nothing else. */
function nameOf(startedAt: number, format: WalkFormat): string {
  const day = new Date(startedAt - new Date(startedAt).getTimezoneOffset() * 60_000);
  return `walk-${day.toISOString().slice(0, 10)}.${format}`;
}

/** Both ends cut off, so that it does not show where I live. Throws ApiError. */
export async function shareWalk(id: string, startedAt: number, format: WalkFormat = 'gpx'): Promise<Handed> {
  const path = `/api/patrols/${encodeURIComponent(id)}.${format}?ends=trimmed`;
  return shareFile(await fetchFile(path, nameOf(startedAt, format)));
}

/** Exactly as the server has it, ends and all: for myself. Throws ApiError. */
export async function keepOwnWalk(id: string, startedAt: number, format: WalkFormat): Promise<void> {
  const path = `/api/patrols/${encodeURIComponent(id)}.${format}`;
  keepFile(await fetchFile(path, nameOf(startedAt, format)));
}
