import { expect, it } from 'vitest';

import type { Message } from '../core/i18n';
import en from './en';
import ko from './ko';
import hoursEn from './hours.en';
import hoursKo from './hours.ko';
import recordersEn from './recorders.en';
import recordersKo from './recorders.ko';
import routeEn from './route.en';
import routeKo from './route.ko';
import moreEn from './more.en';
import moreKo from './more.ko';
import planEn from './plan.en';
import planKo from './plan.ko';
import togetherEn from './together.en';
import togetherKo from './together.ko';

const bundles = [
  ['first load', ko, en],
  ['later screens', moreKo, moreEn],
  ['volunteer hours', hoursKo, hoursEn],
  ['recorders', recordersKo, recordersEn],
  ['the suggested route', routeKo, routeEn],
  ['walking together', togetherKo, togetherEn],
  ['promises', planKo, planEn],
] as const;

const names = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
const forms = (message: Message) => (typeof message === 'string' ? [message] : Object.values(message));

it.each(bundles)(
  'every text of the %s has both languages with the same places to fill',
  (_, korean, english) => {
    expect(Object.keys(english).sort()).toEqual(Object.keys(korean).sort());
    for (const [key, text] of Object.entries(korean)) {
      for (const form of forms((english as Record<string, Message>)[key] ?? '')) {
        expect(form.trim(), key).not.toBe('');
        expect(names(form), key).toEqual(names(text));
      }
    }
  },
);

it('never says that the app calls 112 or 119 itself', () => {
  for (const [, korean, english] of bundles) {
    const all = [
      ...Object.values(korean),
      ...Object.values(english as Record<string, Message>).flatMap(forms),
    ];
    for (const text of all) expect(text).not.toMatch(/신고했|신고해 드|we (have )?called (112|119)/i);
  }
});
