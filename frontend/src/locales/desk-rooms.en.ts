/** The desk's menu and what every room of it says, in English. */
import type { Translated } from '../core/i18n';
import type ko from './desk-rooms.ko';

export default {
  'room.board': 'Board',
  'room.reports': 'Reports',
  'room.facilities': 'Facilities',
  'room.together': 'Walking together',
  'room.hours': 'Walks and hours',
  'room.coverage': 'Where nobody walked',
  'room.members': 'People',
  'room.policy': 'Alerting',
  'page.members': 'People',
  'page.dogs': 'Dogs',
  'page.reach': 'Reach',
  'page.policy': 'Alert policy',
  'page.channels': 'Emergency contacts',
  'desk.waiting': { one: '{count} alert waits for an answer', other: '{count} alerts wait for an answer' },
  'desk.toBoard': 'See it on the board',

  'deed.failed': 'Not done yet. What you wrote is still here. {detail}',
  'answer.failed': 'This could not be loaded',
  'answer.old': 'Nothing newer came; this is what we had before',
  'answer.more': 'Show more',
  'filter.on': 'You see a part of the list',
  'picture.whole': 'See the whole neighbourhood',
  'picture.near': 'See them close up',
  'board.newReports': { one: '{count} new report', other: '{count} new reports' },
  'walks.hidden': 'The place is shown only while it is shared',
  'walks.shared': 'Shares their place',
  'export.title': 'Export a file',
  'export.kind': 'Which kind of file?',
  'export.csv': 'Table (CSV, for spreadsheets)',
  'export.geojson': 'Map (GeoJSON)',
  'export.reason': 'What is it needed for?',
  'export.reasonHint':
    'Who exported, when and why is written down, and the people in the file can see it. For example: lamp repairs',
  'export.reasonMissing': 'Please write a reason of two letters or more.',
  'export.making': 'Making the file',
  'export.save': 'Get the file',
  'export.done': 'The file is here',
} satisfies Translated<typeof ko>;
