import { expect, it } from 'vitest';

import type { Message } from '../core/i18n';
import channelsEn from './desk-channels.en';
import channelsKo from './desk-channels.ko';
import coverageEn from './desk-coverage.en';
import coverageKo from './desk-coverage.ko';
import dogsEn from './desk-dogs.en';
import dogsKo from './desk-dogs.ko';
import facilitiesEn from './desk-facilities.en';
import facilitiesKo from './desk-facilities.ko';
import hoursEn from './desk-hours.en';
import hoursKo from './desk-hours.ko';
import policyEn from './desk-policy.en';
import policyKo from './desk-policy.ko';
import promisesEn from './desk-promises.en';
import promisesKo from './desk-promises.ko';
import raiseEn from './desk-raise.en';
import raiseKo from './desk-raise.ko';
import reachEn from './desk-reach.en';
import reachKo from './desk-reach.ko';
import reportsEn from './desk-reports.en';
import reportsKo from './desk-reports.ko';
import togetherEn from './desk-together.en';
import togetherKo from './desk-together.ko';
import deskEn from './desk.en';
import deskKo from './desk.ko';

const bundles = [
  ['desk', deskKo, deskEn],
  ['raise', raiseKo, raiseEn],
  ['channels', channelsKo, channelsEn],
  ['policy', policyKo, policyEn],
  ['promises', promisesKo, promisesEn],
  ['reach', reachKo, reachEn],
  ['reports', reportsKo, reportsEn],
  ['facilities', facilitiesKo, facilitiesEn],
  ['dogs', dogsKo, dogsEn],
  ['hours', hoursKo, hoursEn],
  ['coverage', coverageKo, coverageEn],
  ['together', togetherKo, togetherEn],
] as const;

const names = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
const forms = (message: Message) => (typeof message === 'string' ? [message] : Object.values(message));

it.each(bundles)('the %s words are in both languages with the same places to fill', (_, ko, en) => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(ko).sort());
  for (const [key, text] of Object.entries(ko)) {
    for (const form of forms((en as Record<string, Message>)[key] ?? '')) {
      expect(form.trim(), key).not.toBe('');
      expect(names(form), key).toEqual(names(text));
    }
  }
});
