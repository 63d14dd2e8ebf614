/** English texts of volunteer hours. */
import type { Translated } from '../core/i18n';
import type ko from './hours.ko';

export default {
  'hours.title': 'My volunteer hours',
  'hours.before': 'Month before',
  'hours.after': 'Month after',
  'hours.confirmed': 'Confirmed',
  'hours.minutes': '{count} min',
  'hours.hours': '{count} h',
  'hours.both': '{hours} h {minutes} min',
  'hours.none': 'None yet',
  'hours.needs': {
    one: '{count} walk waiting for the coordinator',
    other: '{count} walks waiting for the coordinator',
  },
  'hours.needsText':
    'Too few positions, or it arrived late. It is kept safe. Once the coordinator confirms it, roughly {time} is added.',
  'hours.unsent': { one: '{count} walk not sent yet', other: '{count} walks not sent yet' },
  'hours.unsentText':
    'On this phone. It is sent when there is a connection; once confirmed, roughly {time} is added.',
  'hours.walks': 'Walks',
  'hours.times': '{count}',
  'hours.distance': 'Distance',
  'hours.cells': 'Areas seen',
  'hours.cellCount': '{count}',
  'hours.reports': 'Reports',
  'hours.checks': 'Facility checks',
  'hours.items': '{count}',
  'hours.old': 'No connection: this is from {age}',
  'hours.weeks': { one: '{count} week in a row', other: '{count} weeks in a row' },
  'hours.weeksText': 'A week of rest is fine. The days you walked stay.',
  'hours.weeksNone': 'Resting is fine',
  'hours.weeksNoneText': 'Walk when you feel like it. What you walked before stays.',
  'hours.calendar': 'Days walked',
  'hours.day': 'Day {day}, {time}',
  'hours.dayNone': 'Day {day}',
  'hours.legend': 'Lit days are days you walked. The brighter, the longer.',
  'hours.year': 'Twelve months (hours)',
  'hours.chart':
    'Bars of confirmed volunteer time over the last twelve months. The table below says the same.',
  'hours.table': 'Show as a table',
  'hours.tableMonth': 'Month',
  'hours.tableTime': 'Confirmed',
  'hours.tableWalks': 'Walks',
  'hours.counts': 'What counts as volunteer time?',
  'hours.counts.1':
    'Walks over 100 m, and time spent walking among three facilities to check them. Gaps of over 10 minutes without a position are left out, up to 4 hours a walk and 8 a day.',
  'hours.counts.2':
    'It is confirmed by itself when positions arrive within a week and checks within two days. If they are late, or you walked without a position, the coordinator confirms it.',
  'cert.title': 'Certificate',
  'cert.text': 'A PDF (in Korean) with confirmed time only. Choose the months you need.',
  'cert.from': 'First month',
  'cert.to': 'Last month',
  'cert.wrong': 'The last month is before the first one. Please swap them.',
  'cert.download': 'Download certificate',
  'cert.failed': 'The certificate could not be fetched. Please tap again when there is a connection.',
  'cert.none': 'When some time is confirmed, you can get a certificate here.',
  'cert.done': 'The certificate is downloaded',
  'cert.file': 'volunteer-certificate',
} satisfies Translated<typeof ko>;
