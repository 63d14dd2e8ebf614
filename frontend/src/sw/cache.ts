/** The app itself, kept on the phone so that it opens without a network. */
import { BUILD, FILES, worker } from './environment';

const PREFIX = 'modu-';
const CURRENT = `${PREFIX}${BUILD}`;
/** This build's and the one before: a page of that one may still be open, in the middle of a walk. */
const BUILDS_KEPT = 2;

export async function keepBuild(): Promise<void> {
  const cache = await caches.open(CURRENT);
  await Promise.all(
    FILES.map(async (path) => {
      const hashed = path.startsWith('/assets/');
      // The same name is the same file: what the last build brought is not fetched again.
      const known = hashed ? await caches.match(path) : undefined;
      const answer = known ?? (await fetch(new Request(path, { cache: hashed ? 'default' : 'reload' })));
      if (!answer.ok) throw new Error(`${path} could not be kept: ${answer.status}`);
      await cache.put(path, answer);
    }),
  );
}

export async function forgetOldBuilds(): Promise<void> {
  const builds = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CURRENT);
  for (const name of builds.slice(0, Math.max(0, builds.length - (BUILDS_KEPT - 1))))
    await caches.delete(name);
}

/** What the worker answers itself; null leaves it to the network. Nothing of the API ever. */
export function answerFor(request: Request): Promise<Response> | null {
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== worker.location.origin) return null;
  if (url.pathname.startsWith('/api/')) return null;
  if (request.mode === 'navigate') return isScreen(url.pathname) ? shell(request) : null;
  if (url.pathname.startsWith('/assets/')) return asset(request, url.pathname);
  return FILES.includes(url.pathname) ? asset(request, url.pathname) : null;
}

/** Addresses with a file's ending or of the server's own pages are not screens of the app. */
function isScreen(path: string): boolean {
  return !/\.[a-z0-9]+$/i.test(path) && !/^\/(api|docs|redoc|metrics)(\/|$)/.test(path);
}

/** The kept shell at once, with or without a network; the browser itself looks for a newer worker. */
async function shell(request: Request): Promise<Response> {
  const kept = await (await caches.open(CURRENT)).match('/');
  return kept ?? fetch(request);
}

async function asset(request: Request, path: string): Promise<Response> {
  const cache = await caches.open(CURRENT);
  const kept = (await cache.match(path)) ?? (await caches.match(path));
  if (kept) return kept;
  const answer = await fetch(request);
  // The desk's parts are kept when first used.
  if (answer.status === 200 && path.startsWith('/assets/')) {
    await cache.put(path, answer.clone()).catch(() => {}); // full: it works without
  }
  return answer;
}
