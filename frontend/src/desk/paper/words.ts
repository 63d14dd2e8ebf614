/** The words of the list on paper, loaded with it. */
import { texts } from '../../core/i18n';
import type ko from '../../locales/desk-paper.ko';

const words = texts<typeof ko>({
  ko: () => import('../../locales/desk-paper.ko'),
  en: () => import('../../locales/desk-paper.en'),
});

export const loadWords = words.load;
export const tell = words.t;
