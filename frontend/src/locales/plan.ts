/** The texts of promises to check in; they come with what shows them. */
import { texts } from '../core/i18n';
import type ko from './plan.ko';

export const planTexts = texts<typeof ko>({
  ko: () => import('./plan.ko'),
  en: () => import('./plan.en'),
});
/** As `t`, for promises. */
export const tp = planTexts.t;
