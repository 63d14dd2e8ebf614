/** The words of the contacts outside the app, loaded with their page. */
import { texts } from '../../core/i18n';
import type ko from '../../locales/desk-channels.ko';

const words = texts<typeof ko>({
  ko: () => import('../../locales/desk-channels.ko'),
  en: () => import('../../locales/desk-channels.en'),
});

export const loadWords = words.load;
export const tell = words.t;
