/** English texts of the desk's part in promises to check in. */
import type { Translated } from '../core/i18n';
import type ko from './desk-promises.ko';

const en: Translated<typeof ko> = {
  'missed.title': 'Not heard from',
  'missed.lead': 'They did not answer a promise to check in. Please ring them first.',
  'missed.name': '{name}',
  'missed.promise': 'Promised by {time}',
  'missed.since': 'Silent since {time}',
  'missed.age': 'No word for',
  'missed.no_answer': 'Notifications arrive, no answer comes',
  'missed.phone_unreachable': 'Notifications do not reach their phone',
  'missed.late': 'Learned late',
  'missed.lateWhat': 'We were down ourselves and asked them late.',
  'missed.contactBy': '{name}: {how} ({time})',
  'missed.contactSomebody': 'A neighbour: {how} ({time})',
  'missed.noContact': 'No word yet from neighbours to be called first',
  'how.talked': 'talked on the phone',
  'how.saw': 'met them',
  'how.answered_door': 'they answered the door',
  'missed.knocking': 'Neighbours are asked to knock',
  'missed.toAlert': 'See that alert',
  'missed.settle': 'They are well',
  'missed.settleNamed': '{name} is well',
  'missed.knock': 'Ask neighbours to knock now',
  'missed.knockNamed': 'Ask neighbours to knock at {name}’s door now',

  'settle.title': 'How do you know that {name} is well?',
  'settle.what': 'Everybody who was told hears that it is over. {name} can see who made sure.',
  'settle.spoke_by_phone': 'We spoke on the phone',
  'settle.visited': 'I went and met them',
  'settle.other': 'In another way',
  'settle.note': 'A note',
  'settle.noteHint': '{name} can read it. It may stay empty.',
  'settle.pick': 'Please choose how you made sure.',
  'settle.go': 'Settle it',
  'settle.saving': 'Saving',
  'settle.done': 'Settled.',

  'knock.title': 'Ask neighbours to knock now?',
  'knock.what': 'Neighbours who may visit homes are told. Only those who say that they come see the address.',
  'knock.go': 'Ask them now',
  'knock.busy': 'Asking',
  'knock.done': 'Neighbours were told.',

  'news.missed': 'No promised word from {name}.',
};
export default en;
