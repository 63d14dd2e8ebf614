import { expect, it } from 'vitest';
import { clockOf, minutesOf } from '../../core/wall-clock';

import { quietFrom } from './quiet-rules';

it('goes from minutes to the clock and back, for every minute of a day', () => {
  for (let minute = 0; minute < 1440; minute += 1) expect(minutesOf(clockOf(minute))).toBe(minute);
  expect(clockOf(0)).toBe('00:00');
});

it.each(['', '24:00', '7', '12:60', 'noon'])('takes no time out of %j', (typed) => {
  expect(minutesOf(typed)).toBeNull();
});

it('wants two different times', () => {
  expect(quietFrom('22:00', '07:00', true)).toEqual({ from_min: 1320, until_min: 420, but_buddies: true });
  expect(quietFrom('22:00', '22:00', true)).toBeNull();
  expect(quietFrom('22:00', '', true)).toBeNull();
});
