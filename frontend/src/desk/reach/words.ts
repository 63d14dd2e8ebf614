/** The words of who can be reached, loaded with the page. */
import { texts } from '../../core/i18n';
import type ko from '../../locales/desk-reach.ko';

const words = texts<typeof ko>({
  ko: () => import('../../locales/desk-reach.ko'),
  en: () => import('../../locales/desk-reach.en'),
});

export const loadWords = words.load;
export const tell = words.t;
