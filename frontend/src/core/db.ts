/** What this phone keeps: one IndexedDB for the page, its other tabs and the service worker. */
import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction, type StoreNames } from 'idb';

import type { ItemBodies, ItemKind, PatrolOutcome, Problem, SyncResult } from '../api/types';
import type { SetAsideCount } from './walk-rules';

export interface StoredItem {
  /** The order of writing; given by the database. */
  order?: number;
  id: string;
  memberId: string;
  kind: ItemKind;
  body: ItemBodies[ItemKind];
  recordedAt: number;
  /** Sent alone and ahead of everything else, and its receipt is kept. */
  urgent: boolean;
  notBefore: number | null;
  walkId: string | null;
  photoIds: string[];
  attempts: number;
  retryAt: number | null;
  setAside: { status: 'conflict' | 'rejected'; problem: Problem | null } | null;
}

export interface StoredFix {
  lat: number;
  lon: number;
  /** Milliseconds. */
  t: number;
  accuracyM: number;
  /** The first fix after a gap. */
  gapBefore: boolean;
}

/** Some fixes in a row: as they came, or packed once the walk is over. */
export interface KeptFixes {
  walkId: string;
  /** The first one's time. */
  batch: number;
  fixes: StoredFix[];
  packed?: Uint8Array<ArrayBuffer>;
  /** With `packed`: which of them begin after a gap. */
  gaps?: number[];
}

export interface StoredWalk {
  id: string;
  memberId: string;
  startedAt: number;
  endedAt: number | null;
  outcome: PatrolOutcome | null;
  companions: string[];
  /** Absent in walks of an older version. */
  dogIds?: string[];
  shared?: boolean;
  setAside?: SetAsideCount[];
  /** Its fixes are packed. */
  packed?: boolean;
  distanceM: number;
  fixCount: number;
  gaps: number;
  checkIns: number;
  /** The random lengths cut off both ends before anything leaves the phone, drawn once. */
  trimStartM: number;
  trimEndM: number;
  /** How many fixes have been handed to the outbox (or cut), and how many chunks that made. */
  sentFixes: number;
  chunks: number;
  items: number;
  delivered: number;
}

export interface StoredPhoto {
  id: string;
  memberId: string;
  /** An ArrayBuffer, because some browsers lose Blobs kept in IndexedDB. */
  bytes: ArrayBuffer;
  type: string;
  addedAt: number;
  /** `draft`: taken, but no item names it yet. */
  state: 'draft' | 'waiting' | 'refused';
  attempts: number;
  retryAt: number | null;
  problem: Problem | null;
}

export interface StoredReceipt {
  id: string;
  result: SyncResult;
  at: number;
}

export interface ModuSchema extends DBSchema {
  items: { key: number; value: StoredItem; indexes: { id: string; walkId: string } };
  walks: { key: string; value: StoredWalk };
  /** A few in a row: the key is the walk and the first one's time. */
  fixes: { key: [string, number]; value: KeptFixes };
  photos: { key: string; value: StoredPhoto };
  receipts: { key: string; value: StoredReceipt };
  kv: { key: string; value: unknown };
}
export type Store = StoreNames<ModuSchema>;
export type Transaction<Stores extends Store[]> = IDBPTransaction<ModuSchema, Stores, 'readwrite'>;

const NAME = 'modu';
const VERSION = 1;

/** Storage is full or forbidden: the person must know that nothing was kept. */
export class StorageError extends Error {
  constructor(
    readonly reason: 'full' | 'unavailable',
    cause: unknown,
  ) {
    super(`nothing could be kept on this phone: ${reason}`, { cause });
    this.name = 'StorageError';
  }
}

let opening: Promise<IDBPDatabase<ModuSchema>> | null = null;

export function database(): Promise<IDBPDatabase<ModuSchema>> {
  opening ??= openDB<ModuSchema>(NAME, VERSION, {
    upgrade(db, from) {
      if (from < 1) {
        const items = db.createObjectStore('items', { keyPath: 'order', autoIncrement: true });
        items.createIndex('id', 'id', { unique: true });
        items.createIndex('walkId', 'walkId');
        db.createObjectStore('walks', { keyPath: 'id' });
        db.createObjectStore('fixes', { keyPath: ['walkId', 'batch'] });
        db.createObjectStore('photos', { keyPath: 'id' });
        db.createObjectStore('receipts', { keyPath: 'id' });
        db.createObjectStore('kv');
      }
    },
    // A newer build in another tab wants to change the schema: let it, and open again when needed.
    blocking: () => void closeDatabase(),
    terminated: () => {
      opening = null;
    },
  }).catch((error: unknown) => {
    opening = null;
    throw asStorageError(error);
  });
  return opening;
}

export async function closeDatabase(): Promise<void> {
  const open = opening;
  opening = null;
  (await open?.catch(() => null))?.close();
}

/**
 * Changes several stores together. Strict: on the disk itself when the promise is kept. Relaxed: with the system,
 * which survives a killed browser, though not a dead battery.
 */
export async function write<Stores extends Store[], Result>(
  stores: Stores,
  change: (tx: Transaction<Stores>) => Promise<Result>,
  durability: 'strict' | 'relaxed' = 'strict',
): Promise<Result> {
  return reopening(async (db) => {
    const tx = db.transaction(stores, 'readwrite', { durability });
    try {
      const result = await change(tx);
      await tx.done;
      return result;
    } catch (error) {
      tx.done.catch(() => {}); // told once, below
      try {
        tx.abort();
      } catch {
        // Already aborted by the database itself.
      }
      throw error;
    }
  });
}

export async function read<Result>(ask: (db: IDBPDatabase<ModuSchema>) => Promise<Result>): Promise<Result> {
  return reopening(ask);
}

/** Browsers close the connection under us (iOS after a while in the background): open it again, once. */
async function reopening<Result>(use: (db: IDBPDatabase<ModuSchema>) => Promise<Result>): Promise<Result> {
  try {
    return await use(await database());
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (name !== 'InvalidStateError' && name !== 'UnknownError') throw asStorageError(error);
  }
  await closeDatabase();
  try {
    return await use(await database());
  } catch (error) {
    throw asStorageError(error);
  }
}

/** What is about the storage becomes a StorageError; what the caller threw stays what it is. */
function asStorageError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (error.name === 'QuotaExceededError') return new StorageError('full', error);
  const broken = [
    'UnknownError',
    'InvalidStateError',
    'AbortError',
    'SecurityError',
    'NotFoundError',
    'VersionError',
  ];
  return broken.includes(error.name) ? new StorageError('unavailable', error) : error;
}

export async function getValue<Value>(key: string): Promise<Value | undefined> {
  return (await read((db) => db.get('kv', key))) as Value | undefined;
}

export async function setValue(key: string, value: unknown): Promise<void> {
  await write(['kv'], async (tx) => {
    if (value === undefined) await tx.objectStore('kv').delete(key);
    else await tx.objectStore('kv').put(value, key);
  });
}

/** Names of kept answers of the server; all of them go when somebody signs out. */
export const KEPT_PREFIX = 'kept ';

export async function forgetKept(): Promise<void> {
  await write(['kv'], (tx) =>
    tx.objectStore('kv').delete(IDBKeyRange.bound(KEPT_PREFIX, `${KEPT_PREFIX}\uffff`)),
  );
}
