/** English texts of what home shows after the first look. */
import type { Translated } from '../core/i18n';
import type ko from './home.ko';

const en: Translated<typeof ko> = {
  'later.week': 'Days you walked, of the last seven',
  'later.weekDays': '{count} of 7',
  'later.weekSum': '{distance} · {minutes} min',
  'later.weekSumHours': '{distance} · {hours} h {minutes} min',
  'later.together': 'Walk together',
  'later.togetherText': 'Meet neighbours at a set time and walk',
  'later.facilities': 'Facility checks',
  'later.facilitiesText': 'Lamps and bells: one tap each',
  'later.reports': 'My reports',
  'later.reportsText': 'What became of what you reported',
  'later.dogs': 'Our dogs',
  'later.dogsText': 'Name, photo, registration number',
  'later.hours': 'Volunteer hours',
  'later.hoursText': 'Confirmed time and the certificate',
  'later.more': 'More',
};
export default en;
