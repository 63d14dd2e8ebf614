/** English texts of whom I want called first and whom never. */
import type { Translated } from '../core/i18n';
import type ko from './calling.ko';

const en: Translated<typeof ko> = {
  'calling.section': 'My neighbours and I',
  'calling.undo': 'Take off',
  'calling.undoNamed': 'Take {name} off the list',
  'calling.since': 'since {day}',
  'calling.desk': 'Call the coordinator',
  'calling.failed': 'That did not work yet. Check the connection and press again.',

  'blocks.title': 'Neighbours not to call',
  'blocks.text': 'Nobody on this list is told when you need help. Nor are they told that they are on it.',
  'blocks.private': 'Only you can see whom you chose yourself.',
  'blocks.none': 'Nobody yet',
  'blocks.how':
    'You can choose somebody next to who came to help, who saw your address, or who walked with you.',
  'blocks.look': 'Who saw my address',
  'blocks.other': 'Is it somebody else? Tell your coordinator, who writes it down for you.',
  'blocks.undoAsk': 'Call {name} again?',
  'blocks.undoText': 'From now on {name} may be told when you need help. Nobody is told right now.',
  'blocks.undoYes': 'Take off the list',
  'blocks.undoNo': 'Leave it as it is',
  'blocks.undone': '{name} is off the list.',

  'notCall.coming': '{name}',
  'notCall.act': 'Not call again',
  'notCall.actNamed': 'Not call {name} again',
  'notCall.already': 'On your list of neighbours not to call',
  'notCall.ask': 'Not call {name} again?',
  'notCall.silent': '{name} will not be told any more when you need help. Nobody is told that you chose so.',
  'notCall.now':
    'If they are on the way now, they only read “You are not needed this time”, and your address is hidden at once. Another neighbour is called; if nobody is left to come, the desk is told at once.',
  'notCall.seen': 'An address they saw already cannot be unseen. If you are afraid, call 112.',
  'notCall.back': 'You can undo it in Settings, Neighbours not to call.',
  'notCall.yes': 'Do not call again',
  'notCall.no': 'Leave it as it is',
  'notCall.done': '{name} will not be called again.',
  'notCall.walkText': 'You and {name} no longer see each other’s name. Both of you stay part of this walk.',

  'buddies.title': 'Neighbours who help me',
  'buddies.row': 'Neighbours to call first',
  'buddies.asked': { one: '{count} neighbour asks you', other: '{count} neighbours ask you' },
  'buddies.mine': 'Neighbours to call first',
  'buddies.text': 'They are told first when help is needed at your home.',
  'buddies.none': 'Nobody yet. Tell your coordinator, and you choose together.',
  'buddies.agreed': 'Agreed',
  'buddies.waiting': 'No answer yet',
  'buddies.of': 'Who wants me called first',
  'buddies.ofText':
    'You are told first when help is needed at their home. It only rings while you take alerts, and you may always decline.',
  'buddies.askedBy': '{name} asks whether you may be called first.',
  'buddies.yes': 'Yes, call me first',
  'buddies.no': 'I cannot',
  'buddies.stop': 'Stop',
  'buddies.stopNamed': 'Stop being called first by {name}',
  'buddies.dropAsk': 'Not call {name} first any more?',
  'buddies.dropText': '{name} is not told.',
  'buddies.stopAsk': 'Stop being called first by {name}?',
  'buddies.stopText': '{name} can see that you are no longer on their list.',
  'buddies.keep': 'Leave it as it is',
  'buddies.done': 'Saved.',
};

export default en;
