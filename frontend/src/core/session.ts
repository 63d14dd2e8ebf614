/** Who is signed in on this phone. */
import { signal, type Signal } from '@preact/signals';

import { ApiError, call, configureClient } from '../api/client';
import type { ConsentKind, ConsentState, Me, MePatch, Session } from '../api/types';
import { announce, onNotice } from './channel';
import { forgetKept, getValue, setValue } from './db';
import { identity, keepDeviceId, keepIdentity, lastDeviceId } from './identity';
import { LOCK, URGENT_LOCK, whenFree } from './locks';

export const me: Signal<Me | null> = signal(null);
/** `expired`: the server no longer knows this phone; what was written stays and waits for the same person. */
export const sessionState: Signal<'unknown' | 'in' | 'out' | 'expired'> = signal('unknown');

/** Reads who was signed in last, from this phone and then from the server. */
export async function startSession(): Promise<void> {
  configureClient({ unauthorized: () => void lost() });
  onNotice((notice) => {
    // Another tab signed in or out; our own announcements find nothing new.
    if (notice.kind === 'session-changed') void readKept();
  });
  await readKept().catch(() => {}); // no storage: the server still knows
  if (await getValue<boolean>('sign-out-owed').catch(() => false)) {
    await tellSignedOut().catch(() => {});
    sessionState.value = 'out';
    return;
  }
  const asked = refreshMe().catch(() => {
    // Unreachable: a phone that knows its person goes on without the server.
    if (sessionState.value === 'unknown') sessionState.value = 'out';
  });
  if (sessionState.value === 'unknown') await asked;
  addEventListener('online', () => void refreshMe().catch(() => {}));
}

async function readKept(): Promise<void> {
  const who = await identity();
  const kept = await getValue<Me>('me');
  if (who && kept?.id === who.memberId) {
    if (me.value?.id !== kept.id) me.value = kept;
    if (sessionState.value !== 'expired') sessionState.value = 'in';
  } else if (!who && me.value) {
    me.value = null;
    sessionState.value = 'out';
  }
}

/** Throws ApiError: `code-wrong` (with `tries_left`), `code-expired`, 429, or no answer. */
export async function signIn(code: string): Promise<Me> {
  const device_id = await lastDeviceId();
  // Nothing may be on its way while the cookie changes hands, or one person's items could go as another's.
  await alone(async () => {
    const body = { code, device_name: deviceName(), ...(device_id ? { device_id } : {}) };
    const session = await call<Session>('POST', '/api/sessions', { body });
    await setValue('sign-out-owed', undefined);
    await keepDeviceId(session.device_id);
    await keepIdentity({ memberId: session.member.id, deviceId: session.device_id });
  });
  let answer: Me | null = null;
  for (let tries = 1; !answer; tries += 1) {
    try {
      answer = await refreshMe();
    } catch (error) {
      // The code is spent: a cut right now must not look like a wrong code.
      if (tries === 3) throw error;
    }
  }
  announce({ kind: 'session-changed' });
  return answer;
}

/** What was written stays on the phone for the same person; pushes to this phone stop. */
export async function signOut(): Promise<void> {
  await setValue('sign-out-owed', true);
  await alone(async () => {
    await keepIdentity(null);
    await setValue('me', undefined);
    await setValue('concern', undefined);
    await forgetKept();
    await tellSignedOut().catch(() => {}); // owed: told at the next start
  });
  me.value = null;
  sessionState.value = 'out';
  announce({ kind: 'session-changed' });
}

async function tellSignedOut(): Promise<void> {
  const registration = await globalThis.navigator?.serviceWorker?.getRegistration();
  const subscription = await registration?.pushManager?.getSubscription();
  await subscription?.unsubscribe();
  try {
    await call('DELETE', '/api/sessions/current');
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
  }
  await setValue('sign-out-owed', undefined);
}

export async function refreshMe(): Promise<Me | null> {
  return accept(await call<Me>('GET', '/api/me'));
}

export async function setConsent(kind: ConsentKind, state: ConsentState): Promise<Me> {
  return accept(await call<Me>('PUT', `/api/me/consents/${kind}`, { body: { state } }));
}

export async function patchMe(patch: MePatch): Promise<Me> {
  return accept(await call<Me>('PATCH', '/api/me', { body: patch }));
}

async function accept(answer: Me): Promise<Me> {
  const who = await identity().catch(() => null);
  if (who?.memberId !== answer.id || who.deviceId !== answer.device.id) {
    // Storage was cleared by the browser, or somebody else signed in: the cookie says who we are.
    await alone(() => keepIdentity({ memberId: answer.id, deviceId: answer.device.id })).catch(() => {});
    if (who?.memberId !== answer.id) await forgetKept().catch(() => {});
  }
  // An address is shown while it is needed and never written down.
  await setValue('me', { ...answer, home: null }).catch(() => {});
  me.value = answer;
  const before = sessionState.value;
  sessionState.value = 'in';
  if (before !== 'in') announce({ kind: 'session-changed' });
  return answer;
}

async function lost(): Promise<void> {
  const who = await identity().catch(() => null);
  sessionState.value = who ? 'expired' : 'out';
}

async function alone<Result>(work: () => Promise<Result>): Promise<Result> {
  return whenFree(URGENT_LOCK, () => whenFree(LOCK, work));
}

/** What the coordinator sees in the list of a person's devices. */
function deviceName(): string {
  const agent = navigator.userAgent;
  const system = /iPhone|iPad|Android|Windows|Mac OS|Linux/.exec(agent)?.[0] ?? '';
  const browser =
    /SamsungBrowser|Whale|KAKAOTALK|Edg|Firefox|FxiOS|CriOS|Chrome|Safari/.exec(agent)?.[0] ?? '';
  const names: Record<string, string> = { Edg: 'Edge', CriOS: 'Chrome', FxiOS: 'Firefox', 'Mac OS': 'Mac' };
  return [system, browser].map((name) => names[name] ?? name).join(' · ') || 'web';
}
