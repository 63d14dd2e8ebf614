/** Speaks to the API: one call, one answer or one ApiError. Runs in the page and in the service worker. */
import type { Language, Problem } from './types';

/** `status` is null when no answer of the server came: no network, a cut connection, or somebody else's page. */
export class ApiError extends Error {
  constructor(
    readonly status: number | null,
    readonly problem: Problem | null = null,
    readonly retryAfterS: number | null = null,
  ) {
    super(
      problem?.detail ?? (status === null ? 'the server was not reached' : `the server answered ${status}`),
    );
    this.name = 'ApiError';
  }

  /** The last part of the problem's type, such as `code-wrong`. */
  get slug(): string | null {
    return this.problem?.type.split(/[/#:]/).pop() ?? null;
  }
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface CallOptions {
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is, with its own content type. */
  raw?: Blob;
  headers?: Record<string, string>;
  query?: Record<string, string | number | boolean | null | undefined>;
  signal?: AbortSignal;
  keepalive?: boolean;
  /** How long to wait for the whole answer. */
  timeoutS?: number;
}

const hooks: { language: Language | null; unauthorized: () => void; reached: (yes: boolean) => void } = {
  language: null,
  unauthorized: () => {},
  reached: () => {},
};

/** What the client tells others about: set once by those who care. */
export function configureClient(changed: Partial<typeof hooks>): void {
  Object.assign(hooks, changed);
}

/** Calls the API. Answers the parsed JSON (nothing for 204); throws only ApiError. */
export async function call<Answer = void>(
  method: Method,
  path: string,
  options: CallOptions = {},
): Promise<Answer> {
  const timer = new AbortController();
  const timeout = setTimeout(() => timer.abort(), (options.timeoutS ?? 30) * 1000);
  const stop = () => timer.abort();
  options.signal?.addEventListener('abort', stop);
  try {
    const answer = await fetch(address(path, options.query), request(method, options, timer.signal));
    return await read<Answer>(answer);
  } catch (error) {
    const failure = error instanceof ApiError ? error : new ApiError(null);
    // A proxy's error page is no sign of life of the server behind it; its own problem document is.
    if (!options.signal?.aborted) hooks.reached(failure.problem !== null);
    if (failure.status === 401 && path !== '/api/sessions') hooks.unauthorized();
    throw failure;
  } finally {
    clearTimeout(timeout);
    options.signal?.removeEventListener('abort', stop);
  }
}

function address(path: string, query: CallOptions['query']): string {
  const known = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null);
  if (known.length === 0) return path;
  return `${path}?${new URLSearchParams(known.map(([name, value]) => [name, String(value)]))}`;
}

function request(method: Method, options: CallOptions, signal: AbortSignal): RequestInit {
  const headers: Record<string, string> = { Accept: 'application/json', ...options.headers };
  if (hooks.language) headers['Accept-Language'] = hooks.language;
  const init: RequestInit = {
    method,
    headers,
    signal,
    credentials: 'same-origin',
    cache: 'no-store',
    // A redirect is never ours: it is the sign-in page of a café's network.
    redirect: 'error',
    keepalive: options.keepalive ?? false,
  };
  if (options.raw) {
    init.body = options.raw;
    headers['Content-Type'] ??= options.raw.type || 'application/octet-stream';
  } else if (options.body !== undefined) {
    init.body = JSON.stringify(options.body);
    headers['Content-Type'] = 'application/json';
  }
  return init;
}

/** Trusts an answer only when it looks like this API's: no body, or JSON of its media types. */
async function read<Answer>(answer: Response): Promise<Answer> {
  if (answer.status === 204) {
    hooks.reached(true);
    return undefined as Answer;
  }
  const kind = answer.headers.get('content-type') ?? '';
  if (!/^application\/((problem|geo)\+)?json\b/.test(kind)) {
    // A proxy's page with an error status tells that the server is in trouble, a 200 page tells nothing.
    throw new ApiError(answer.ok ? null : answer.status, null, retryAfter(answer));
  }
  const body = (await answer.json()) as unknown;
  if (!answer.ok) throw new ApiError(answer.status, asProblem(body, answer.status), retryAfter(answer));
  hooks.reached(true);
  return body as Answer;
}

function asProblem(body: unknown, status: number): Problem | null {
  if (typeof body !== 'object' || body === null || !('title' in body)) return null;
  return { type: 'about:blank', status, detail: '', ...body } as Problem;
}

function retryAfter(answer: Response): number | null {
  const seconds = Number(answer.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}
