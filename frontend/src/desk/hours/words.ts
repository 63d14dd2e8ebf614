/** The words of the hours room, loaded with it. */
import { texts } from '../../core/i18n';
import type ko from '../../locales/desk-hours.ko';

const words = texts<typeof ko>({
  ko: () => import('../../locales/desk-hours.ko'),
  en: () => import('../../locales/desk-hours.en'),
});

export const loadWords = words.load;
export const tell = words.t;
