/** The words of the alert policy, loaded with its page. */
import { texts } from '../../core/i18n';
import type ko from '../../locales/desk-policy.ko';

const words = texts<typeof ko>({
  ko: () => import('../../locales/desk-policy.ko'),
  en: () => import('../../locales/desk-policy.en'),
});

export const loadWords = words.load;
export const tell = words.t;
