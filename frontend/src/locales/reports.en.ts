/** English texts of the reports somebody made, and of what is asked while making one. */
import type { Translated } from '../core/i18n';
import type ko from './reports.ko';

const en: Translated<typeof ko> = {
  'reports.title': 'My reports',
  'reports.text': 'Here you see what became of what you reported.',
  'reports.empty': 'No reports yet',
  'reports.emptyText':
    'If you see a lamp that is out or a dangerous path, report it. When it is fixed, you hear of it here.',
  'reports.old': 'This list is from {age}. It is renewed once you are connected.',
  'reports.state.here': 'On this phone',
  'reports.state.sending': 'Being sent',
  'reports.state.refused': 'Not accepted',
  'reports.state.sent': 'At the desk',
  'reports.state.taken_back': 'Taken back',
  'reports.state.received': 'At the desk',
  'reports.state.in_progress': 'In progress',
  'reports.state.fixed': 'Fixed!',
  'reports.state.not_ours': 'Passed on to others',
  'reports.answer': 'The coordinator’s answer',
  'reports.also': { one: '{count} neighbour said the same', other: '{count} neighbours said the same' },
  'reports.photo': 'Photo of the report',
  'reports.walk': 'See the walk',
  'reports.since': 'changed {age}',
  'same.title': 'Is it the same?',
  'same.text': 'Somebody reported this within 50 m, {age}. Is it the same?',
  'same.yes': 'Yes, it is the same',
  'same.yesHint': 'You add weight to that report, and hear when it is fixed.',
  'same.no': 'No, something else',
  'same.joined': 'You add weight to an earlier report',
  'same.leave': 'Report it separately',
};
export default en;
