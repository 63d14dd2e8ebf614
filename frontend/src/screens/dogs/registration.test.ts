import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import { digitsOf, formatRegistration, isWhole } from './registration';

it('writes the number in groups, however it was typed or pasted', () => {
  expect(formatRegistration('410098100123456')).toBe('410 0981 0012 3456');
  expect(formatRegistration('410-098100123456')).toBe('410 0981 0012 3456');
  expect(formatRegistration('４１００')).toBe('410 0');
  expect(formatRegistration('')).toBe('');
});

it('keeps the digits, leaves no space behind, and takes no sixteenth', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), (typed) => {
      const shown = formatRegistration(typed);
      expect(digitsOf(shown)).toBe(digitsOf(typed));
      expect(shown).toBe(shown.trim());
      expect(formatRegistration(shown)).toBe(shown);
    }),
  );
  expect(digitsOf('4100981001234567')).toHaveLength(15);
});

it('accepts a whole number or none', () => {
  expect(isWhole('')).toBe(true);
  expect(isWhole('410 0981 0012 345')).toBe(false);
  expect(isWhole('410 0981 0012 3456')).toBe(true);
});
