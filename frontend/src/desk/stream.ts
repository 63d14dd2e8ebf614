/**
 * The live line to the server: says when to fetch the board again, and says honestly how fresh it is.
 *
 * The browser resumes by Last-Event-ID on its own. A stream can also die without telling anyone (a proxy,
 * a sleeping laptop), so the picture is also fetched now and then while everything looks fine.
 */

import { openShared, type Source } from './shared-source';

export type LineState = 'connecting' | 'live' | 'retrying' | 'signed-out';

export interface Line {
  state: LineState;
  /** When the last answer that was believed came, in this computer's milliseconds. */
  asOf: number | null;
}

/** `gone` means the session is over: no retry helps. */
export type Fetched = 'ok' | 'failed' | 'gone';

export interface StreamOptions {
  url: string;
  refetch: () => Promise<Fetched>;
  onLine: (line: Line) => void;
  open?: (url: string) => Source;
  now?: () => number;
}

/** At most one fetch per this time, however many changes arrive together. */
export const COALESCE_MS = 400;
export const POLL_WHEN_DOWN_MS = 5_000;
export const POLL_WHEN_LIVE_MS = 20_000;
const REOPEN_MS = [1_000, 2_000, 5_000, 10_000, 15_000];
const OPEN = 1;
const CLOSED = 2;

export interface Stream {
  /** Fetch now: the person pressed a button, or the tab came back. */
  refresh(): Promise<void>;
  close(): void;
}

export function openStream(options: StreamOptions): Stream {
  const now = options.now ?? Date.now;
  const open = options.open ?? openShared;
  let source: Source | null = null;
  let line: Line = { state: 'connecting', asOf: null };
  let attempts = 0;
  let fetching: Promise<void> | null = null;
  let again = false;
  let closed = false;
  let pollTimer: ReturnType<typeof setTimeout> | undefined;
  let reopenTimer: ReturnType<typeof setTimeout> | undefined;
  let changeTimer: ReturnType<typeof setTimeout> | undefined;

  const tell = (change: Partial<Line>): void => {
    line = { ...line, ...change };
    options.onLine(line);
  };

  const schedulePoll = (): void => {
    clearTimeout(pollTimer);
    if (closed) return;
    const wait = line.state === 'live' ? POLL_WHEN_LIVE_MS : POLL_WHEN_DOWN_MS;
    pollTimer = setTimeout(() => void refresh(), wait);
  };

  const fetchOnce = async (): Promise<void> => {
    const result = await options.refetch().catch((): Fetched => 'failed');
    if (closed) return;
    if (result === 'gone') return stop('signed-out');
    if (result === 'failed') return tell({ state: 'retrying' });
    tell({ asOf: now(), state: source?.readyState === OPEN ? 'live' : line.state });
  };

  /** One fetch at a time; asked again meanwhile, exactly one more follows. */
  const refresh = async (): Promise<void> => {
    if (closed) return;
    if (fetching !== null) {
      again = true;
      return fetching;
    }
    again = false;
    fetching = fetchOnce();
    await fetching;
    fetching = null;
    if (again) return refresh();
    schedulePoll();
  };

  const changed = (): void => {
    changeTimer ??= setTimeout(() => {
      changeTimer = undefined;
      void refresh();
    }, COALESCE_MS);
  };

  const connect = (): void => {
    source = open(options.url);
    source.addEventListener('open', () => {
      attempts = 0;
      tell({ state: 'live' });
      changed();
    });
    source.addEventListener('change', changed);
    source.addEventListener('reset', () => void refresh());
    source.addEventListener('error', () => {
      if (closed) return;
      tell({ state: 'retrying' });
      schedulePoll();
      if (source?.readyState === CLOSED) reopenLater();
    });
  };

  /** The browser gives up for good after an HTTP error; we do not. */
  const reopenLater = (): void => {
    source?.close();
    clearTimeout(reopenTimer);
    const wait = REOPEN_MS[Math.min(attempts, REOPEN_MS.length - 1)] ?? 15_000;
    attempts += 1;
    reopenTimer = setTimeout(connect, wait);
  };

  const stop = (state?: LineState): void => {
    closed = true;
    for (const timer of [pollTimer, reopenTimer, changeTimer]) clearTimeout(timer);
    source?.close();
    if (state !== undefined) tell({ state });
  };

  connect();
  void refresh();
  return { refresh, close: () => stop() };
}
