/** The texts of every screen that is loaded later. */
import { texts } from '../core/i18n';
import type ko from './more.ko';

export const more = texts<typeof ko>({
  ko: () => import('./more.ko'),
  en: () => import('./more.en'),
});
/** As `t`, for the screens behind home. */
export const tm = more.t;
