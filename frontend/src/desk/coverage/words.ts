/** The words of the coverage room, loaded with it. */
import { texts } from '../../core/i18n';
import type ko from '../../locales/desk-coverage.ko';

const words = texts<typeof ko>({
  ko: () => import('../../locales/desk-coverage.ko'),
  en: () => import('../../locales/desk-coverage.en'),
});

export const loadWords = words.load;
export const tell = words.t;
