import { expect, it } from 'vitest';

import { project } from '../geometry';
import { bodyOf, categoryOf, type Draft, EMPTY, missing, placeOf, pointOf } from './draft';

const sunja = { id: 'm-1', name: '김순자' };
const draft = (part: Partial<Draft>): Draft => ({ ...EMPTY, ...part });

it('says everything that is missing and sends nothing before it is there', () => {
  expect(missing(EMPTY)).toEqual(['whom', 'place', 'what']);
  expect(bodyOf(EMPTY)).toBeNull();
  expect(missing(draft({ whom: 'stranger' }))).toEqual(['point', 'what']);
});

it('sends a member home without any place of its own', () => {
  const whole = draft({
    whom: sunja,
    place: 'home',
    category: 'fallen',
    note: ' 넘어졌대요 ',
    point: '1, 2',
  });
  expect(bodyOf(whole)).toEqual({ member_id: 'm-1', place: 'home', category: 'fallen', note: '넘어졌대요' });
});

it('sends somebody who is no member to the place pressed, never home', () => {
  const whole = draft({
    whom: 'stranger',
    place: 'home',
    category: 'lost_person',
    point: '37.7605, 126.7748',
  });
  expect(placeOf(whole)).toBe('public');
  expect(bodyOf(whole)).toEqual({
    place: 'public',
    category: 'lost_person',
    note: '',
    lat: 37.7605,
    lon: 126.7748,
  });
});

it('keeps no category that the other place does not know', () => {
  expect(categoryOf(draft({ whom: sunja, place: 'public', category: 'fallen' }))).toBeNull();
  expect(categoryOf(draft({ whom: sunja, place: 'public', category: 'other' }))).toBe('other');
});

it.each(['', '37.7', 'here', '91, 10', '10, 181'])('takes no place out of %j', (typed) => {
  expect(pointOf(typed)).toBeNull();
});

it('finds the place again that is pressed on the picture', () => {
  const on = project(
    [
      [37.755, 126.765],
      [37.765, 126.785],
    ],
    440,
    360,
    26,
  );
  expect(on.lat(on.y(37.7605))).toBeCloseTo(37.7605, 4);
  expect(on.lon(on.x(126.7748))).toBeCloseTo(126.7748, 4);
});
