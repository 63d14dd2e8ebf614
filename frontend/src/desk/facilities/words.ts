/** The words of the facilities room, loaded with it. */
import { texts } from '../../core/i18n';
import type ko from '../../locales/desk-facilities.ko';

const words = texts<typeof ko>({
  ko: () => import('../../locales/desk-facilities.ko'),
  en: () => import('../../locales/desk-facilities.en'),
});

export const loadWords = words.load;
export const tell = words.t;
