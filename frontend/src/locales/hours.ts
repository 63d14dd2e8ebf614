/** The texts of volunteer hours; they come with their screen. */
import { texts } from '../core/i18n';
import type ko from './hours.ko';

export const hoursTexts = texts<typeof ko>({
  ko: () => import('./hours.ko'),
  en: () => import('./hours.en'),
});
/** As `t`, for volunteer hours. */
export const th = hoursTexts.t;
