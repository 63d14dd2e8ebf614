/** English texts of the suggested route. */
import type { Translated } from '../core/i18n';
import type ko from './route.ko';

export default {
  'route.title': 'Which way shall we go?',
  'route.minutes': 'How long would you like to walk?',
  'route.minute': { one: '{count} minute', other: '{count} min' },
  'route.unseen': {
    one: '{minutes} minutes, past {count} lane nobody saw for a while',
    other: '{minutes} minutes, past {count} lanes nobody saw for a while',
  },
  'route.rare': {
    one: '{minutes} minutes, past {count} lane that few people walk these days',
    other: '{minutes} minutes, past {count} lanes that few people walk these days',
  },
  'route.fine': '{minutes} minutes, an easy round where neighbours look well after the lanes',
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
  'route.drawing': 'A drawing of the suggested way. {distance}; bright areas are those nobody saw for long.',
  'route.start': 'Start',
  'route.legendBright': 'not seen for long',
  'route.legendDark': 'seen lately',
  'route.none': 'There is no way to suggest here yet. The way you usually take is quite enough.',
  'route.offline': 'No suggestion was received yet. It is drawn here when there is a connection.',
} satisfies Translated<typeof ko>;
