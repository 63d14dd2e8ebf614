/** The words of drills at the desk, loaded with them. */
import { texts } from '../../core/i18n';
import type ko from '../../locales/desk-drills.ko';
import { loadWords as loadRaising } from '../raise/words';

const words = texts<typeof ko>({
  ko: () => import('../../locales/desk-drills.ko'),
  en: () => import('../../locales/desk-drills.en'),
});

export const tell = words.t;

/** A drill is started with the words of a real call, and with its own. */
export async function loadWords(): Promise<void> {
  await Promise.all([words.load(), loadRaising()]);
}
