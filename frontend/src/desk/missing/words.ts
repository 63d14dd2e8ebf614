/** The words about missing people, loaded with their page and the board's strip. */
import { texts } from '../../core/i18n';
import type ko from '../../locales/desk-missing.ko';

const words = texts<typeof ko>({
  ko: () => import('../../locales/desk-missing.ko'),
  en: () => import('../../locales/desk-missing.en'),
});

export const loadWords = words.load;
export const tell = words.t;
