/** One walk as a calendar file, made on the phone, so that it needs no network. */
import { dayAndTime } from '../../core/wall-clock';

export interface CalendarEntry {
  id: string;
  starts_at: string;
  ends_at: string;
  title: string;
  place: string;
  lat: number | null;
  lon: number | null;
}

/** RFC 5545, times in UTC; the same UID as in the calendar feed, so that nothing appears twice. */
export function calendarFile(entry: CalendarEntry, madeAt: number): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Modu Patrol//Walking together//KO',
    'BEGIN:VEVENT',
    `UID:${uidOf(entry.id)}`,
    `DTSTAMP:${utc(madeAt)}`,
    `DTSTART:${utc(Date.parse(entry.starts_at))}`,
    `DTEND:${utc(Date.parse(entry.ends_at))}`,
    `SUMMARY:${escaped(entry.title)}`,
    `LOCATION:${escaped(entry.place)}`,
    ...(entry.lat === null || entry.lon === null
      ? []
      : [`GEO:${entry.lat.toFixed(6)};${entry.lon.toFixed(6)}`]),
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'TRIGGER:-PT1H',
    `DESCRIPTION:${escaped(entry.title)}`,
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

export function uidOf(id: string): string {
  return `${id}@modu-patrol`;
}

function utc(at: number): string {
  const { day, time } = dayAndTime(at, 'UTC');
  return `${day.replaceAll('-', '')}T${time.replace(':', '')}00Z`;
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r?\n|\r/g, '\\n');
}

/** At most 75 octets a line, never in the middle of a letter. */
function folded(line: string): string {
  const size = (text: string) => new TextEncoder().encode(text).length;
  const rows = [''];
  for (const letter of line) {
    const room = rows.length === 1 ? 75 : 74;
    if (size(rows.at(-1)! + letter) > room) rows.push('');
    rows[rows.length - 1] += letter;
  }
  return rows.join('\r\n ');
}
