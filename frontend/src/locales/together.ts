/** The texts of walking together; they come with its screens. */
import { texts } from '../core/i18n';
import type ko from './together.ko';

export const togetherTexts = texts<typeof ko>({
  ko: () => import('./together.ko'),
  en: () => import('./together.en'),
});
/** As `t`, for walking together. */
export const tt = togetherTexts.t;
