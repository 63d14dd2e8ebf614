/** What happened in an alert, one sentence for each kind the server writes, in English. */
import type { Translated } from '../core/i18n';
import type ko from './desk-events.ko';

export default {
  'event.actor': '{name}',
  'event.somebody': 'Somebody',
  'event.opened': '{actor} asked for help',
  'event.opened.drill': '{actor} started a drill',
  'event.opened.late': 'An alert arrived late and was opened; no volunteers were told',
  'event.merged': '{actor} asked for help again',
  'event.wave': { one: 'Wave {n}: {count} person was told', other: 'Wave {n}: {count} people were told' },
  'event.wave.nobody': 'Wave {n}: nobody was near enough to tell',
  'event.told': '{actor} was told',
  'event.seen': '{actor} saw the alert',
  'event.accepted': '{actor} said they will come',
  'event.declined': '{actor} cannot come',
  'event.on_scene': '{actor} is there',
  'event.done': '{actor} finished',
  'event.enough': 'Enough people are coming; the rest were told they are not needed',
  'event.stood_down': {
    one: '{count} person was told they are not needed',
    other: '{count} people were told they are not needed',
  },
  'event.asked_moving': '{actor} was asked whether they are on their way',
  'event.released': '{actor} is not moving, so the next person is called',
  'event.desk_told': 'The desk was told',
  'event.acknowledged': 'Somebody took it',
  'event.address_shown': '{actor} saw the address',
  'event.desk_viewed': '{actor} looked at this alert at the desk',
  'event.resolved': '{actor} closed the alert',
  'event.cancelled': '{actor} cancelled; everyone who was told got the all-clear',
  'event.expired': 'The alert was closed by time',
  'event.all_clear': {
    one: '{count} person was told it is over',
    other: '{count} people were told it is over',
  },
  'event.delivery_failed': 'The notification did not reach {actor}’s phone',
  'event.noted': '{actor} left a note',
  'event.unknown': 'Something new was recorded',
} satisfies Translated<typeof ko>;
