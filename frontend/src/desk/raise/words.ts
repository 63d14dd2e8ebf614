/** The words of raising and hurrying alerts, loaded with them. */
import { texts } from '../../core/i18n';
import type ko from '../../locales/desk-raise.ko';

const words = texts<typeof ko>({
  ko: () => import('../../locales/desk-raise.ko'),
  en: () => import('../../locales/desk-raise.en'),
});

export const loadWords = words.load;
export const tell = words.t;
