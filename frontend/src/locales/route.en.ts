/** English texts of the suggested route. */
import type { Translated } from '../core/i18n';
import type ko from './route.ko';

export default {
  'route.title': 'Which way shall we go?',
  'route.minutes': 'How long would you like to walk?',
  'route.minute': { one: '{count} minute', other: '{count} min' },
  'route.rare': {
    one: '{minutes} minutes, past {count} lane that few neighbours walk',
    other: '{minutes} minutes, past {count} lanes that few neighbours walk',
  },
  'route.quiet': {
    one: '{minutes} minutes, past {count} lane that is a little quiet',
    other: '{minutes} minutes, past {count} lanes that are a little quiet',
  },
  'route.fine': '{minutes} minutes, an easy round',
  'route.length': 'About {distance}, and back to where it began.',
  'route.away': 'The start is about {distance} away.',
  'route.middle': 'Your position is not known, so it begins in the middle of the neighbourhood.',
  'route.here': 'Begin where I am',
  'route.noPosition': 'Your position could not be found, so it begins in the middle of the neighbourhood.',
  'route.take': 'Walk with this in view',
  'route.other': 'Another way',
  'route.taken': 'You chose this way. It stays in view as a faint line while you walk.',
  'route.drop': 'Walk as I like',
  'route.age': 'As of {age}. It is only a hint: go around whatever is closed.',
  'route.drawing':
    'A drawing of the suggested way. {distance}; bright areas are those that few neighbours walk.',
  'route.start': 'Start',
  'route.legendBright': 'few neighbours walk here',
  'route.legendDark': 'fine for now',
  'route.none': 'There is no way to suggest here yet. The way you usually take is quite enough.',
  'route.offline': 'No suggestion was received yet. It is drawn here when there is a connection.',
} satisfies Translated<typeof ko>;
