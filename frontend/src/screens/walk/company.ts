/** Who comes along: chosen once, remembered for the next walk on this phone. */
import { signal, type Signal } from '@preact/signals';

import { getValue, setValue } from '../../core/db';
import { identity } from '../../core/identity';
import { sessionState } from '../../core/session';
import { startWalk } from '../../core/walk';

export interface Company {
  dogIds: readonly string[];
  /** Who comes today. */
  companions: readonly string[];
  /** Everybody who came lately, latest first. */
  known: readonly string[];
}

const KEY = 'company';
const ALONE: Company = { dogIds: [], companions: [], known: [] };
/** What the server takes. */
const MOST = 10;
const MOST_KNOWN = 8;
export const LONGEST_NAME = 40;

export const company: Signal<Company> = signal(ALONE);
let recalled: Promise<void> | null = null;

// Another person may sign in on this phone: their company is their own.
sessionState.subscribe((state) => {
  if (state !== 'out') return;
  recalled = null;
  company.value = ALONE;
});

/** Reads what was chosen last time, once. */
export function recallCompany(): Promise<void> {
  recalled ??= (async () => {
    const [who, kept] = await Promise.all([identity(), getValue<Company & { memberId: string }>(KEY)]).catch(
      () => [null, undefined] as const,
    );
    if (kept && kept.memberId === who?.memberId) {
      const { dogIds, companions, known } = kept;
      company.value = { dogIds, companions, known };
    }
  })();
  return recalled;
}

function change(changed: Partial<Company>): void {
  company.value = { ...company.value, ...changed };
  const chosen = company.value;
  const keep = async () => {
    const who = await identity();
    if (who) await setValue(KEY, { ...chosen, memberId: who.memberId });
  };
  void keep().catch(() => {}); // without storage it lasts as long as the page
}

export function toggleDog(id: string): void {
  const { dogIds } = company.value;
  change({ dogIds: dogIds.includes(id) ? dogIds.filter((each) => each !== id) : [...dogIds, id] });
}

/** Dogs that are no longer mine are not taken along. */
export function keepOnlyDogs(mine: readonly string[]): void {
  const dogIds = company.value.dogIds.filter((id) => mine.includes(id));
  if (dogIds.length !== company.value.dogIds.length) change({ dogIds });
}

export function toggleCompanion(name: string): void {
  const { companions } = company.value;
  change({
    companions: companions.includes(name)
      ? companions.filter((each) => each !== name)
      : [...companions, name].slice(0, MOST),
  });
}

/** Adds somebody new and takes them along. Answers whether there was a name. */
export function addCompanion(typed: string): boolean {
  const name = typed.trim().replace(/\s+/g, ' ').slice(0, LONGEST_NAME);
  if (!name) return false;
  const { companions, known } = company.value;
  change({
    known: [name, ...known.filter((each) => each !== name)].slice(0, MOST_KNOWN),
    companions: [...companions.filter((each) => each !== name), name].slice(0, MOST),
  });
  return true;
}

/** Starts the walk with the company as it stands. */
export async function setOut(): Promise<void> {
  await recallCompany();
  const { dogIds, companions } = company.value;
  await startWalk({ dogIds: [...dogIds], companions: [...companions] });
}
