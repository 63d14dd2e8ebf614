/** Hands one walk to the phone's calendar as a file. */
import type { TogetherWalk } from '../../core/together';
import { tt } from '../../locales/together';
import { calendarFile } from './ics';

export function saveEntry(walk: TogetherWalk): void {
  const title = tt('calendar.event', { place: walk.meeting_place });
  const text = calendarFile({ ...walk, title, place: walk.meeting_place }, Date.now());
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/calendar' }));
  link.download = 'walk.ics';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
