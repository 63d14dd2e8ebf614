/** Who can be reached, at the desk, in English. */
import type { Translated } from '../core/i18n';
import type ko from './desk-reach.ko';

export default {
  'reach.title': 'Who can be reached',
  'reach.intro':
    'Know beforehand whose phone rings. When you ring one, the time of its answer is kept, and that neighbour can see it.',
  'reach.list': 'Members',
  'reach.filter': 'State',
  'reach.all': 'All',
  'reach.state.ok': 'Reached',
  'reach.state.unproved': 'Not proved yet',
  'reach.state.silent': 'No answer',
  'reach.state.off': 'Notifications off',
  'reach.state.no_device': 'No phone paired',
  'reach.state.asleep': 'Quiet hours',
  'reach.do.silent': 'No answer for more than a week. Please call and look at it together.',
  'reach.do.off': 'Notifications are off. Please ask them to turn them on.',
  'reach.do.no_device': 'Make a pairing code and pair their phone.',
  'reach.count': '{state}: {count}',
  'reach.answered': 'Last answer {ago}',
  'reach.never': 'Never answered yet',
  'reach.ring': 'Ring the phone',
  'reach.ringing': 'Ringing',
  'reach.rang': 'Rang at {time}, answered at {answer}',
  'reach.waiting': 'Rang at {time}; waiting for the answer',
  'reach.failed': 'Sent at {time}, but it did not go out',
  'reach.nowhere': 'There is no phone to ring',
  'reach.empty': 'No such members',
} satisfies Translated<typeof ko>;
