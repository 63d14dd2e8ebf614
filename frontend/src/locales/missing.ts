/** The texts of looking out for somebody; they come with what shows them. */
import { texts } from '../core/i18n';
import type ko from './missing.ko';

export const missingTexts = texts<typeof ko>({
  ko: () => import('./missing.ko'),
  en: () => import('./missing.en'),
});
/** As `t`, for looking out. */
export const tx = missingTexts.t;
