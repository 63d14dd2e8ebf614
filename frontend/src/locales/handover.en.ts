/** The card for 112 and 119 in English. */
import type { Translated } from '../core/i18n';
import type ko from './handover.ko';

const en: Translated<typeof ko> = {
  'hand.title': 'Tell 112 or 119',
  'hand.short': '112·119',
  'hand.text': 'The app calls nobody for you. Call and read this out.',
  'hand.point': 'National point number',
  'hand.noPoint': 'The place is not known. Say what signs or buildings you see.',
  'hand.off': 'May be off by {metres} m',
  'hand.address': 'Road name address',
  'hand.nearest': 'Nearest marked things',
  'hand.near': '{metres} m from {name} {number}',
  'hand.script': 'At {where}: {what}. It began {minutes} min ago. I am a neighbour who came to help.',
  'hand.drillScript': '연습입니다. This is a drill. {script}',
  'hand.noCallInDrill':
    'In a drill nobody calls or texts 112 or 119. Just read it aloud. If something really happens, press 119·112 at the top.',
  'hand.call': 'Call {number}',
  'hand.copy': 'Copy',
  'hand.copied': 'Copied',
  'hand.sms112': 'Text 112',
  'hand.sms119': 'Text 119',
  'hand.over': 'This alert is already over.',
};

export default en;
