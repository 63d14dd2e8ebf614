/** Whose phone this is, for the page, its other tabs and the service worker alike. */
import { getValue, setValue } from './db';

export interface Identity {
  memberId: string;
  deviceId: string;
}

let remembered: Identity | null = null;

/** Falls back on what this page knew last when the phone's storage has failed: a call for help still goes out. */
export async function identity(): Promise<Identity | null> {
  try {
    remembered = (await getValue<Identity>('identity')) ?? null;
  } catch (error) {
    if (!remembered) throw error;
  }
  return remembered;
}

export async function keepIdentity(who: Identity | null): Promise<void> {
  remembered = who;
  await setValue('identity', who ?? undefined);
}

/** The device keeps its id when somebody signs in again, so that the list of devices does not grow. */
export async function lastDeviceId(): Promise<string | undefined> {
  return getValue<string>('device-id');
}

export async function keepDeviceId(id: string): Promise<void> {
  await setValue('device-id', id);
}
