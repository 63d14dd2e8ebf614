/** The words of the reports room, loaded with it. */
import { texts } from '../../core/i18n';
import type ko from '../../locales/desk-reports.ko';

const words = texts<typeof ko>({
  ko: () => import('../../locales/desk-reports.ko'),
  en: () => import('../../locales/desk-reports.en'),
});

export const loadWords = words.load;
export const tell = words.t;
