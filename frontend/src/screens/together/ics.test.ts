import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import { calendarFile, uidOf } from './ics';

const WALK = {
  id: '0197a3f2-0000-7000-8000-000000000001',
  starts_at: '2026-11-24T00:30:00Z',
  ends_at: '2026-11-24T01:00:00Z',
  title: '함께 걷기',
  place: '금촌시장 정문 앞; 분수대, 왼쪽',
  lat: 37.7612,
  lon: 126.7735,
};

it('is one event with the time, the place and a reminder an hour before', () => {
  const file = calendarFile(WALK, Date.parse('2026-11-23T12:00:00Z'));
  expect(file.split('\r\n')).toEqual(
    expect.arrayContaining([
      'BEGIN:VCALENDAR',
      `UID:${uidOf(WALK.id)}`,
      'DTSTART:20261124T003000Z',
      'DTEND:20261124T010000Z',
      'LOCATION:금촌시장 정문 앞\\; 분수대\\, 왼쪽',
      'GEO:37.761200;126.773500',
      'TRIGGER:-PT1H',
      'END:VCALENDAR',
    ]),
  );
  expect(file.endsWith('\r\n')).toBe(true);
  expect(calendarFile({ ...WALK, lat: null, lon: null }, 0)).not.toContain('GEO');
});

it('keeps every line within 75 octets and loses no letter, whatever the place is called', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (place) => {
      const file = calendarFile({ ...WALK, place }, 0);
      const lines = file.split('\r\n');
      for (const line of lines) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
      const whole = file.replaceAll('\r\n ', '');
      const written = /LOCATION:(.*?)\r\n(?! )/.exec(whole)![1]!;
      const read = written.replace(/\\([\\;,n])/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));
      expect(read).toBe(place.replace(/\r\n|\r/g, '\n'));
    }),
    { numRuns: 150 },
  );
});
