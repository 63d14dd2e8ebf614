/** Tells a person who is looking elsewhere that somebody did not answer. */
import { announce } from '../../ui';
import { ring } from '../chime';
import type { Missed } from './promises';
import { loadWords, tell } from './words';

export async function tellMissed(missed: readonly Missed[]): Promise<void> {
  if (missed.length === 0) return;
  ring();
  await loadWords();
  announce(missed.map(({ name }) => tell('news.missed', { name })).join(' '), 'urgent');
}
