/** The words about promises nobody answered, loaded with the board. */
import { texts } from '../../core/i18n';
import type ko from '../../locales/desk-promises.ko';

const words = texts<typeof ko>({
  ko: () => import('../../locales/desk-promises.ko'),
  en: () => import('../../locales/desk-promises.en'),
});

export const loadWords = words.load;
export const tell = words.t;
