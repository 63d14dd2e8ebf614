import { beforeAll, expect, it } from 'vitest';

import { loadLanguage } from '../../core/i18n';
import { more } from '../../locales/more';
import { spokenOf, stepsOf, type Progress } from './steps';

beforeAll(async () => {
  await Promise.all([loadLanguage('en'), more.load('en')]);
});

const nothing: Progress = {
  sent: false,
  notSent: false,
  refused: false,
  seenBy: 0,
  coming: [],
  deskTold: false,
  resolved: false,
  durable: true,
};
const states = (progress: Partial<Progress>) =>
  stepsOf({ ...nothing, ...progress }).map((step) => step.state);
const soo = { name: 'Soo', status: 'accepted' as const, since: '' };

it('claims nothing but what is on this phone before the receipt', () => {
  expect(states({})).toEqual(['done', 'now', 'later', 'later', 'later']);
  expect(stepsOf(nothing)[1]?.title).toBe('Sending');
});

it('says sent only after the receipt, seen only after somebody opened it', () => {
  expect(states({ sent: true })).toEqual(['done', 'done', 'now', 'later', 'later']);
  expect(states({ sent: true, seenBy: 2 })).toEqual(['done', 'done', 'done', 'now', 'later']);
});

it('does not count the desk as a neighbour who has seen it', () => {
  const steps = stepsOf({ ...nothing, sent: true, deskTold: true });
  expect(steps[2]).toMatchObject({ state: 'now', detail: 'The desk knows, too' });
});

it('counts only those who are really coming', () => {
  const declined = { ...soo, name: 'Min', status: 'declined' as const };
  expect(states({ sent: true, seenBy: 1, coming: [declined] })).toEqual([
    'done',
    'done',
    'done',
    'now',
    'later',
  ]);
  expect(stepsOf({ ...nothing, sent: true, seenBy: 2, coming: [declined, soo] })[3]?.title).toBe(
    'Soo is on the way',
  );
});

it('names whoever has arrived first', () => {
  const there = { ...soo, name: 'Jin', status: 'on_scene' as const };
  expect(stepsOf({ ...nothing, sent: true, coming: [soo, there] })[3]?.title).toBe('Jin has arrived');
});

it('has exactly one current step until it is settled, and none afterwards', () => {
  for (const progress of [
    {},
    { sent: true },
    { sent: true, seenBy: 1 },
    { sent: true, seenBy: 1, coming: [soo] },
  ])
    expect(states(progress).filter((state) => state === 'now')).toHaveLength(1);
  expect(states({ sent: true, seenBy: 1, coming: [soo], resolved: true })).toEqual(Array(5).fill('done'));
});

it('marks a refusal as failed and says so', () => {
  expect(states({ refused: true })[1]).toBe('failed');
  expect(spokenOf({ ...nothing, refused: true })).toBe('It could not be sent');
});

it('does not claim to have saved what the phone refused to keep', () => {
  expect(stepsOf({ ...nothing, durable: false })[0]).toMatchObject({
    state: 'failed',
    title: 'It could not be saved on this phone',
  });
});

it('speaks one sentence for the newest thing that happened', () => {
  expect(spokenOf(nothing)).toBe('Saved on this phone');
  expect(spokenOf({ ...nothing, notSent: true })).toBe('It has not gone out yet');
  expect(spokenOf({ ...nothing, sent: true, seenBy: 1 })).toBe('1 neighbour has seen it');
  expect(spokenOf({ ...nothing, sent: true, seenBy: 1, coming: [soo] })).toBe('Soo is on the way');
});
