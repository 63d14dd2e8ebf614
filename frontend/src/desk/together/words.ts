/** The words of the together room, loaded with it. */
import { texts } from '../../core/i18n';
import type ko from '../../locales/desk-together.ko';

const words = texts<typeof ko>({
  ko: () => import('../../locales/desk-together.ko'),
  en: () => import('../../locales/desk-together.en'),
});

export const loadWords = words.load;
export const tell = words.t;
