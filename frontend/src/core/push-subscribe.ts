/** The browser's push subscription and its copy at the server; for the page and the service worker. */
import { call } from '../api/client';

/** Subscribes with the server's present key, replacing a subscription made for another one. */
export async function subscribe(registration: ServiceWorkerRegistration): Promise<PushSubscription> {
  const { public_key } = await call<{ public_key: string }>('GET', '/api/push-key');
  const applicationServerKey = fromBase64Url(public_key);
  const existing = await registration.pushManager.getSubscription();
  if (existing) {
    if (sameBytes(existing.options.applicationServerKey, applicationServerKey)) return existing;
    await existing.unsubscribe();
  }
  return registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
}

export async function tellServer(deviceId: string, subscription: PushSubscription): Promise<void> {
  await call('PUT', `/api/push-subscriptions/${deviceId}`, { body: subscription.toJSON() });
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (letter) => letter.codePointAt(0)!);
}

function sameBytes(one: ArrayBuffer | null, other: Uint8Array): boolean {
  // Old browsers do not tell the key: then it is taken as ours.
  if (!one) return true;
  const bytes = new Uint8Array(one);
  return bytes.length === other.length && bytes.every((byte, index) => byte === other[index]);
}
