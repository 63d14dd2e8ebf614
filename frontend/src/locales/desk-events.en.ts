/** What happened in an alert, one sentence for each kind the server writes, in English. */
import type { Translated } from '../core/i18n';
import type ko from './desk-events.ko';

export default {
  'event.actor': '{name}',
  'event.somebody': 'The patrol',
  'event.opened': '{actor} asked for help',
  'event.opened.late': 'An alert from {actor} arrived late; no volunteers were told',
  'event.repeated': '{actor} asked for help again',
  'event.person_asked': 'The person was asked whether they are all right now',
  'event.wave_told': {
    one: 'Wave {wave}: {count} person was told',
    other: 'Wave {wave}: {count} people were told',
  },
  'event.wave_told.nobody': 'Wave {wave}: nobody was near enough to tell',
  'event.seen': '{actor} saw the alert',
  'event.accepted': '{actor} said they will come',
  'event.declined': '{actor} cannot come',
  'event.on_scene': '{actor} is there',
  'event.done': '{actor} finished',
  'event.not_needed': '{actor} was told that enough people are already coming',
  'event.stood_down': {
    one: 'Enough people are coming; {count} person was told not to come',
    other: 'Enough people are coming; {count} people were told not to come',
  },
  'event.asked': {
    one: '{count} person who said yes but has not arrived was asked whether they are on their way',
    other: '{count} people who said yes but have not arrived were asked whether they are on their way',
  },
  'event.desk_told': 'The desk was told',
  'event.desk_told.few_in_range': 'Few people are near; the desk was told',
  'event.desk_told.late': 'It arrived late, so only the desk was told',
  'event.desk_told.policy': 'Too few people are coming; the desk was told',
  'event.desk_told.place_unknown': 'The place is not known; the desk was told',
  'event.desk_told.address_withheld': 'The person did not allow their address to be shown; the desk was told',
  'event.desk_told.nobody_left': 'The desk was told: nobody is left to ask nearby',
  'event.desk_told.nobody_reachable': 'The desk was told: no neighbour’s phone could be reached',
  'event.desk_reminded': 'Still open; the desk was told again',
  'event.desk_saw': '{actor} opened this alert at the desk',
  'event.resolved': '{actor} closed the alert',
  'event.resolved.outcome': '{actor} closed the alert: {outcome}',
  'event.cancelled': '{actor} cancelled the alert',
  'event.expired': 'Nobody closed it for a long time, so it closed by itself',
  'event.all_clear': {
    one: '{count} person was told that it is over',
    other: '{count} people were told that it is over',
  },
  'event.unknown': 'Something new was recorded',
} satisfies Translated<typeof ko>;
