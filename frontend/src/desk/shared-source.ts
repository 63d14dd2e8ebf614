/**
 * One stream for all desk tabs of a browser: an official opens alerts in new tabs, and a browser allows only six
 * connections to a server over HTTP/1.1. One tab holds the stream and tells the others; when it goes, another takes over.
 */

const NAME = 'modu-desk-stream';
const FORWARDED = ['open', 'change', 'reset', 'error'] as const;
type Word = (typeof FORWARDED)[number] | 'who-is-there';

/** The part of an EventSource that the desk uses. */
export interface Source extends EventTarget {
  readonly readyState: number;
  close(): void;
}

export function openShared(url: string, open = (to: string): Source => new EventSource(to)): Source {
  const canShare = typeof BroadcastChannel === 'function' && Boolean(globalThis.navigator?.locks);
  return canShare ? new SharedSource(url, open) : open(url);
}

class SharedSource extends EventTarget implements Source {
  readyState = 0;
  readonly #channel = new BroadcastChannel(NAME);
  readonly #leaving = new AbortController();
  #own: Source | null = null;

  constructor(url: string, open: (to: string) => Source) {
    super();
    this.#channel.addEventListener('message', (event: MessageEvent<Word>) => this.#hear(event.data));
    this.#channel.postMessage('who-is-there' satisfies Word);
    void this.#lead(url, open);
  }

  close(): void {
    this.readyState = 2;
    this.#leaving.abort();
    this.#own?.close();
    this.#channel.close();
  }

  /** Waits for its turn, then holds the stream until this tab closes. */
  async #lead(url: string, open: (to: string) => Source): Promise<void> {
    const { signal } = this.#leaving;
    const hold = async () => {
      this.#hold(open(url));
      await new Promise<void>((leave) => signal.addEventListener('abort', () => leave(), { once: true }));
    };
    await navigator.locks.request(NAME, { signal }, hold).catch(() => {
      // Closed while still waiting: another tab goes on holding it.
    });
  }

  #hold(source: Source): void {
    if (this.#leaving.signal.aborted) return source.close();
    this.#own = source;
    for (const word of FORWARDED) {
      source.addEventListener(word, () => {
        this.readyState = source.readyState;
        this.#channel.postMessage(word);
        this.dispatchEvent(new Event(word));
      });
    }
  }

  #hear(word: Word): void {
    if (this.#own !== null) {
      if (word === 'who-is-there' && this.#own.readyState === 1)
        this.#channel.postMessage('open' satisfies Word);
      return;
    }
    if (word === 'who-is-there') return;
    this.readyState = word === 'error' ? 0 : 1;
    this.dispatchEvent(new Event(word));
  }
}
