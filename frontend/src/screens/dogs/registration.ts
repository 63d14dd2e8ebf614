/** The number of a registered dog: fifteen digits, read aloud in groups. */
export const DIGITS = 15;

export function digitsOf(typed: string): string {
  return typed.normalize('NFKC').replace(/\D/g, '').slice(0, DIGITS);
}

/** `410 0981 0012 3456`, also while it is being typed or after it was pasted with dashes. */
export function formatRegistration(typed: string): string {
  const digits = digitsOf(typed);
  return [digits.slice(0, 3), digits.slice(3, 7), digits.slice(7, 11), digits.slice(11)]
    .filter(Boolean)
    .join(' ');
}

/** None is fine, and so is a whole one. */
export function isWhole(typed: string): boolean {
  const { length } = digitsOf(typed);
  return length === 0 || length === DIGITS;
}
