/** One sender at a time among all tabs and the service worker. */
export const LOCK = 'modu-outbox';
/** Calls for help do not wait behind somebody's photo that is just being sent. */
export const URGENT_LOCK = 'modu-outbox-urgent';

const held = new Set<string>();

/** Runs `work` when nobody else holds the lock; answers null at once when somebody does. */
export async function ifFree<Result>(name: string, work: () => Promise<Result>): Promise<Result | null> {
  const locks = globalThis.navigator?.locks;
  if (locks) return locks.request(name, { ifAvailable: true }, async (lock) => (lock ? work() : null));
  // Without Web Locks (old browsers) the server's exactly-once by id is what protects.
  if (held.has(name)) return null;
  held.add(name);
  try {
    return await work();
  } finally {
    held.delete(name);
  }
}

/** Waits until nobody else holds the lock. */
export async function whenFree<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const locks = globalThis.navigator?.locks;
  return locks ? await locks.request(name, async () => work()) : await work();
}
