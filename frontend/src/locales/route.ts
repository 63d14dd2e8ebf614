/** The texts of the suggested route; they come with its drawing. */
import { texts } from '../core/i18n';
import type ko from './route.ko';

export const routeTexts = texts<typeof ko>({
  ko: () => import('./route.ko'),
  en: () => import('./route.en'),
});
/** As `t`, for the suggested route. */
export const tr = routeTexts.t;
