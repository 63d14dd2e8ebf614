/** The app's English texts. */
import type { Translated } from '../core/i18n';
import type ko from './ko';

const en: Translated<typeof ko> = {
  'app.name': 'Modu Patrol',
};
export default en;
