/** The desk's dogs in English. */
import type { Translated } from '../core/i18n';
import type ko from './desk-dogs.ko';

export default {
  'dogs.title': 'Dogs',
  'dogs.intro': 'The dogs that come along on walks. Only a coordinator records the temperament test.',
  'dogs.list': 'List of dogs',
  'dogs.search': 'Find by name, owner or registration number',
  'dogs.searchHint': 'Name, owner or number',
  'dogs.test': 'Temperament test',
  'dogs.name': 'Name',
  'dogs.owner': 'Owner',
  'dogs.registration': 'Registration',
  'dogs.unregistered': 'Not given',
  'dogs.actions': 'What to do',
  'dogs.record': 'Record the test',
  'dogs.recordNamed': 'Record the temperament test of {name}, {owner}’s dog',
  'dogs.empty': 'No dogs yet',
  'dogs.emptyMore': 'When a walker enters a dog in the app, it is shown here.',
  'dogs.noMatch': 'No such dog',
  'dogs.noMatchMore': 'Write less of the name, or clear the filter.',
  'result.passed': 'Passed',
  'result.failed': 'Not passed',
  'result.not_tested': 'Not tested yet',
  'test.title': 'Temperament test of {name}',
  'test.day': 'Day of the test',
  'test.dayMissing': 'Please choose the day of the test.',
  'test.dayAhead': 'That day has not come yet.',
  'test.note': 'A note (optional)',
  'test.noteHint': 'For example: startled by loud sounds, but calm again soon',
  'test.done': 'The test of {name} is recorded',
} satisfies Translated<typeof ko>;
