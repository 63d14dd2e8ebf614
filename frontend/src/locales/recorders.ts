/** The texts of recording with other apps and of bringing walks from files; they come with their screens. */
import { texts } from '../core/i18n';
import type ko from './recorders.ko';

export const recorderTexts = texts<typeof ko>({
  ko: () => import('./recorders.ko'),
  en: () => import('./recorders.en'),
});
/** As `t`, for recorders and imports. */
export const tr = recorderTexts.t;
