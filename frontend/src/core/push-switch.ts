/** Switching push on and off in this browser, and keeping the server's copy true. */
import { ApiError, call } from '../api/client';
import { getValue, setValue } from './db';
import { identity } from './identity';
import { isInstalled, push, type PushState } from './push';
import { subscribe, tellServer } from './push-subscribe';

/** Asks for permission (only from a tap) and subscribes. */
export async function enablePush(): Promise<PushState> {
  const able = capability();
  if (able !== 'able') return (push.value = able);
  // First thing after the tap: browsers refuse the question later.
  const permission = await Notification.requestPermission();
  if (permission !== 'granted') return (push.value = permission === 'denied' ? 'denied' : 'ask');
  return (push.value = await connect());
}

/** At each start: finds out the state and tells the server the subscription again. */
export async function ensureSubscribed(): Promise<PushState> {
  const able = capability();
  if (able !== 'able') return (push.value = able);
  const wasOn = (await getValue<boolean>('push-on').catch(() => false)) ?? false;
  if (Notification.permission === 'denied') return (push.value = 'denied');
  if (Notification.permission === 'default') return (push.value = wasOn ? 'lost' : 'ask');
  // Allowed but switched off here by the person: stays off until they ask again.
  if (!wasOn) return (push.value = 'ask');
  return (push.value = await connect());
}

async function connect(): Promise<PushState> {
  const registration = await navigator.serviceWorker.ready;
  const who = await identity();
  try {
    const subscription = await subscribe(registration);
    if (who) await tellServer(who.deviceId, subscription);
    await setValue('push-on', true);
    return 'on';
  } catch (error) {
    // Not reached just now: what the browser holds is still good, and told again at the next start.
    const unreached = error instanceof ApiError && error.status === null;
    if (unreached && (await registration.pushManager.getSubscription())) return 'on';
    return (await getValue<boolean>('push-on')) ? 'lost' : 'ask';
  }
}

export async function disablePush(): Promise<void> {
  await setValue('push-on', undefined);
  push.value = 'ask';
  const registration = await navigator.serviceWorker?.getRegistration();
  await (await registration?.pushManager?.getSubscription())?.unsubscribe();
  const who = await identity();
  if (who) await call('DELETE', `/api/push-subscriptions/${who.deviceId}`);
}

/** Asks the server for a test notification to this device. */
export async function testPush(): Promise<void> {
  await call('POST', '/api/push-tests');
}

function capability(): 'able' | 'unsupported' | 'needs-install' {
  if ('PushManager' in globalThis && 'Notification' in globalThis && 'serviceWorker' in navigator)
    return 'able';
  const iOS =
    /iPhone|iPad|iPod/.test(navigator.userAgent) ||
    (/Mac/.test(navigator.userAgent) && navigator.maxTouchPoints > 1);
  return iOS && !isInstalled() ? 'needs-install' : 'unsupported';
}
