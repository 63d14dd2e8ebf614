/** English texts of the one question after a visit. */
import type { Translated } from '../core/i18n';
import type ko from './debrief.ko';

export default {
  'debrief.title': 'How are you after your visit?',
  'debrief.private': 'Nobody sees your answer. Only if you would like to talk, your coordinator is told.',
  'debrief.fine': 'I’m fine',
  'debrief.lingers': 'It stays with me',
  'debrief.talk': 'I’d like to talk',
  'debrief.skip': 'You need not answer. We will not ask again.',
  'debrief.failed': 'It could not be saved yet. Please tap once more.',
  'debrief.notAsked': 'There is nothing to ask now',
  'debrief.notAskedText': 'If you would like to talk, call any of these at any time.',
  'debrief.fineTitle': 'Good to hear',
  'debrief.fineText': 'Thank you for going. Have a good rest today.',
  'debrief.lingersTitle': 'That happens',
  'debrief.lingersText': 'A fright can stay for some days. You need not carry it alone.',
  'debrief.talkTitle': 'Your coordinator will call you',
  'debrief.talkText': 'They know your name, nothing else. You can also talk to somebody right now.',
  'debrief.talkedTitle': 'You talked with your coordinator',
  'debrief.talkedText': 'If you would like to talk more, call at any time.',
  'debrief.answeredTitle': 'Thank you for answering',
  'debrief.answeredText': 'If you would like to talk later on, tell us here.',
  'debrief.contacts': 'Somebody to talk to',
  'debrief.desk': 'Your neighbourhood’s coordinator',
  'debrief.1577': 'Mental health crisis line · day and night',
  'debrief.109': 'Suicide prevention line · day and night',
} satisfies Translated<typeof ko>;
