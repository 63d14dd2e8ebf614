/** The texts of the one question after a visit; they come with its screen. */
import { texts } from '../core/i18n';
import type ko from './debrief.ko';

export const debriefTexts = texts<typeof ko>({
  ko: () => import('./debrief.ko'),
  en: () => import('./debrief.en'),
});
/** As `t`, for that screen. */
export const td = debriefTexts.t;
