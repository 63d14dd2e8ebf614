/** The words of the dogs room, loaded with it. */
import { texts } from '../../core/i18n';
import type ko from '../../locales/desk-dogs.ko';

const words = texts<typeof ko>({
  ko: () => import('../../locales/desk-dogs.ko'),
  en: () => import('../../locales/desk-dogs.en'),
});

export const loadWords = words.load;
export const tell = words.t;
