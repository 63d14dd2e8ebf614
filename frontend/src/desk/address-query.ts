/** Filters as they stand in the address, so that a colleague can be sent the same list. */

/** `{q: '등', state: null}` → `?q=…`; empty values are left out, in the order given. */
export function queryOf(values: Record<string, string | number | null | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== null && value !== undefined && value !== '') query.set(name, String(value));
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

/** One of the words known here, else null: an address with a typing error shows everything. */
export function oneOf<Word extends string>(known: readonly Word[], given: string | undefined): Word | null {
  return known.find((word) => word === given) ?? null;
}

/** A day that is on the calendar, as `2026-11-23`, else null. */
export function dayFrom(given: string | undefined): string | null {
  if (given === undefined || !/^\d{4}-\d\d-\d\d$/.test(given)) return null;
  const day = new Date(`${given}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(given) ? given : null;
}
