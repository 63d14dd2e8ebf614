/** Starting drills at the desk, and what they came to, in English. */
import type { Translated } from '../core/i18n';
import type ko from './desk-drills.ko';

export default {
  'drills.title': 'Drills',
  'drills.intro':
    'The whole path as in earnest, from the call to the end. It goes only to people who take part in drills.',
  'drills.promise':
    'Every screen says “연습 Drill” in large letters. 112, 119 and the contacts outside the app hear nothing.',
  'drills.staff':
    'Of the desk only whoever starts it and colleagues who take part in drills are notified. On the board everybody sees it, marked as a drill.',
  'drills.way': 'When somebody really calls for help, the drill ends at once.',
  'drills.start': 'Start a drill',
  'drills.asked': { one: '{count} person can be asked now', other: '{count} people can be asked now' },
  'drills.nobody': 'Nobody takes part in drills yet',
  'drills.nobodyDo': 'Whoever turns on “Take part in drills” in their own settings appears here.',
  'drills.noneOnDuty':
    'Nobody who takes part in drills can be asked now. Started now, it would reach nobody.',
  'drills.busy.drill': 'A drill is going on. The next one can start when it is over.',
  'drills.busy.real_call': 'Somebody really waits for help now. Please drill when that is settled.',
  'drills.toRunning': 'See the drill that is going on',
  'drills.toBoard': 'To the board',
  'drills.whom': 'Who is to be the one who called?',
  'drills.madeUp': 'Nobody. Only a place',
  'drills.place': 'Where does it lead?',
  'drills.homeHint':
    'To the home they agreed to show. Only neighbours who accept see the address, and the person sees who did.',
  'drills.noHome': 'This person keeps their address to themselves: the drill can only lead outside.',
  'drills.what': 'What is to have happened?',
  'drills.note': 'A word to pass on',
  'drills.noteHint':
    'Seen by neighbours who accept. For example: it ends when you find the blue bag under the tree.',
  'drills.whomMissing': 'Please choose who is to be the one who called.',
  'drills.placeMissing': 'Please choose a home or a place outside.',
  'drills.pointMissing': 'Please choose the place on the map.',
  'drills.whatMissing': 'Please choose what is to have happened.',
  'drills.go': 'Start the drill',
  'drills.going': 'Starting',
  'drills.done': 'The drill has started',
  'results.title': 'Earlier drills',
  'results.intro': 'How long after the start, side by side. The bar is the time until the first “I will go”.',
  'results.none': 'No drill yet',
  'results.noneMore': 'What the first one comes to will stay here.',
  'results.when': 'When',
  'results.what': 'Drill',
  'results.told': 'Told',
  'results.answered': 'Phones that answered',
  'results.seen': 'First seen',
  'results.accepted': 'First “I will go”',
  'results.onScene': 'First there',
  'results.people': '{count}',
  'results.of': '{count} of {told}',
  'results.never': 'Nobody',
  'results.goingOn': 'Going on',
  'results.seconds': '{seconds} s',
  'results.minutes': '{minutes} min {seconds} s',
} satisfies Translated<typeof ko>;
