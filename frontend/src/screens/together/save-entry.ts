/** Hands one walk to the phone's calendar as a file. */
import { keepFile } from '../../core/files';
import type { TogetherWalk } from '../../core/together';
import { tt } from '../../locales/together';
import { calendarFile } from './ics';

export function saveEntry(walk: TogetherWalk): void {
  const title = tt('calendar.event', { place: walk.meeting_place });
  const text = calendarFile({ ...walk, title, place: walk.meeting_place }, Date.now());
  keepFile(new File([text], 'walk.ics', { type: 'text/calendar' }));
}
