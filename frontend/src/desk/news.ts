/** Tells a person who is looking elsewhere: a live region, and a sound when they asked for one. */
import { announce } from '../ui';
import type { Change } from './board';
import { ring } from './chime';
import { say, sayCategory } from './texts';

export function tellChanges(changes: readonly Change[]): void {
  if (changes.length === 0) return;
  const pressing = changes.some(({ kind }) => kind === 'opened' || kind === 'desk_told');
  announce(changes.map(sentenceFor).join(' '), pressing ? 'urgent' : 'polite');
  if (changes.some(({ kind, alert }) => !alert.drill && (kind === 'opened' || kind === 'desk_told'))) {
    ring();
  }
}

function sentenceFor(change: Change): string {
  const what = sayCategory(change.alert.category);
  const place = say(`alert.${change.alert.place}`);
  switch (change.kind) {
    case 'opened':
      return say(change.alert.drill ? 'news.openedDrill' : 'news.opened', { what, place });
    case 'coming':
      return say('news.coming', { name: change.name, what });
    case 'on_scene':
      return say('news.on_scene', { name: change.name, what });
    case 'desk_told':
      return say('news.desk_told', { what });
    case 'closed':
      return say('news.closed', { what });
  }
}
