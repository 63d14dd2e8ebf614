/** Answers of the server that are also needed without it: the last one is kept on the phone and shown with its age. */
import { signal, type Signal } from '@preact/signals';

import { ApiError, call } from '../api/client';
import { onNotice } from './channel';
import { getValue, KEPT_PREFIX, setValue } from './db';
import { identity } from './identity';

export interface Kept<Data> {
  data: Data | null;
  /** When the server gave it (milliseconds); an older time is told to the person. */
  at: number | null;
  loading: boolean;
  /** Why the last try failed; older data may still be there. */
  error: ApiError | null;
}

export interface Answer<Data> {
  data: Data;
  /** Null when it came just now, else when it did. */
  at: number | null;
}

type Query = Record<string, string | number | undefined>;

interface Stored<Data> {
  memberId: string;
  at: number;
  data: Data;
}

/** Never written down, whatever an answer may hold. */
const NEVER_KEPT = new Set(['address', 'entry_note', 'home']);
const NOTHING = { data: null, at: null, loading: false, error: null };

export class Source<Data> {
  /** What screens read; empty until `open` or `read`. */
  readonly state: Signal<Kept<Data>> = signal<Kept<Data>>(NOTHING);
  private asking: Promise<Data> | null = null;

  constructor(
    private readonly name: string,
    private readonly path: string,
    private readonly query: Query,
  ) {}

  /** Shows what this phone knows, then what the server says. Never throws: `state` tells. */
  async open(): Promise<void> {
    await this.last().catch(() => null);
    await this.refresh();
  }

  async refresh(): Promise<void> {
    await this.ask().catch(() => {});
  }

  /** The server's answer; without the server the last one, with its time. Throws ApiError when there is neither. */
  async read(abort?: AbortSignal): Promise<Answer<Data>> {
    try {
      return { data: await this.ask(abort), at: null };
    } catch (error) {
      // A refusal is an answer; only silence is bridged.
      const silent = error instanceof ApiError && (error.status === null || error.status >= 500);
      const last = silent && !abort?.aborted ? await this.last().catch(() => null) : null;
      if (!last) throw error;
      return last;
    }
  }

  /** What this phone knows, without asking anybody. */
  async last(): Promise<Answer<Data> | null> {
    const { data, at } = this.state.peek();
    if (data !== null) return { data, at };
    const who = await identity();
    const stored = await getValue<Stored<Data>>(KEPT_PREFIX + this.name);
    if (!stored || stored.memberId !== who?.memberId) return null;
    if (this.state.peek().data === null) this.tell({ data: stored.data, at: stored.at });
    return { data: stored.data, at: stored.at };
  }

  /** Puts an answer in place that is known otherwise, such as after a change made here. */
  async put(data: Data): Promise<void> {
    const at = Date.now();
    this.tell({ data, at, error: null });
    const who = await identity().catch(() => null);
    if (!who) return;
    const stored: Stored<Data> = { memberId: who.memberId, at, data: withoutAddresses(data) };
    await setValue(KEPT_PREFIX + this.name, stored).catch(() => {}); // full: it works without
  }

  forget(): void {
    this.asking = null;
    this.state.value = NOTHING;
  }

  private ask(abort?: AbortSignal): Promise<Data> {
    // What one screen gives up must not fail for another: only lasting requests are shared.
    if (abort) return this.fetch(abort);
    this.asking ??= this.fetch().finally(() => (this.asking = null));
    return this.asking;
  }

  private async fetch(abort?: AbortSignal): Promise<Data> {
    const before = await identity().catch(() => null);
    this.tell({ loading: true });
    try {
      const options = abort ? { query: this.query, signal: abort } : { query: this.query };
      const data = await call<Data>('GET', this.path, options);
      const now = await identity().catch(() => null);
      if (before?.memberId === now?.memberId) await this.put(data);
      return data;
    } catch (error) {
      if (!abort?.aborted) this.tell({ error: error instanceof ApiError ? error : new ApiError(null) });
      throw error;
    } finally {
      this.tell({ loading: false });
    }
  }

  private tell(changed: Partial<Kept<Data>>): void {
    this.state.value = { ...this.state.peek(), ...changed };
  }
}

const sources = new Map<string, Source<unknown>>();
let listening = false;

/** One source per name and question; screens that ask the same share it. */
export function kept<Data>(path: string, query: Query = {}): Source<Data> {
  const known = Object.entries(query).filter(([, value]) => value !== undefined);
  const name = [path, ...known.map(([key, value]) => `${key}=${value}`)].join(' ');
  if (!listening) listen();
  const source = (sources.get(name) ?? new Source<Data>(name, path, query)) as Source<Data>;
  sources.set(name, source as Source<unknown>);
  return source;
}

function listen(): void {
  listening = true;
  globalThis.addEventListener?.('online', refreshAll);
  onNotice((notice) => {
    if (notice.kind === 'push') refreshAll();
    if (notice.kind !== 'session-changed') return;
    for (const source of sources.values()) source.forget();
  });
}

/** What is shown becomes fresh again when the network is back, and when a push told of news. */
function refreshAll(): void {
  for (const source of sources.values()) if (source.state.peek().data !== null) void source.refresh();
}

function withoutAddresses<Data>(data: Data): Data {
  const text = JSON.stringify(data, (key, value: unknown) => (NEVER_KEPT.has(key) ? null : value));
  return JSON.parse(text) as Data;
}
