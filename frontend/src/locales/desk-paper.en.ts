/** The list on paper at the desk, in English. */
import type { Translated } from '../core/i18n';
import type ko from './desk-paper.ko';

export default {
  'paper.title': 'List on paper',
  'paper.intro':
    'Print it once a day, so that you can help by telephone when the app or the network is down.',
  'paper.what':
    'It holds the numbers of the desk and of neighbours you have met, the addresses of residents who agreed to show them and how to get in, and what to read out to 119 and 112. It is in Korean.',
  'paper.logged': 'Everybody on it can see who printed it, when and why. The server keeps no copy.',
  'paper.never': 'It was never printed.',
  'paper.last': 'Last printed: {time}',
  'paper.old': 'A day has passed. Print it again, and shred the old one.',
  'paper.fresh': 'There is a list for today.',
  'paper.reason': 'Why do you print it?',
  'paper.reasonHint': 'Everybody on the list can see it. For example: the daily list',
  'paper.reasonMissing': 'Please say why you print it.',
  'paper.print': 'Get the PDF',
  'paper.making': 'Making it',
  'paper.done': 'Saved. Please delete the file when it is printed.',
} satisfies Translated<typeof ko>;
