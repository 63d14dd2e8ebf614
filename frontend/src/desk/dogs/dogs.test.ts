import { describe, expect, it } from 'vitest';

import { dayComplaint, grouped, resultOf } from './dogs';

describe('dogs at the desk', () => {
  it('groups a registration number as it is read out', () => {
    expect(grouped('410123456789012')).toBe('410 1234 5678 9012');
    expect(grouped('4101')).toBe('4101');
  });

  it('takes what nobody recorded for not tested', () => {
    expect(resultOf({ temperament: null })).toBe('not_tested');
    expect(resultOf({ temperament: { result: 'failed', tested_on: null, note: '' } })).toBe('failed');
  });

  it('wants the day of a test that was taken', () => {
    const today = '2026-11-23';
    expect(dayComplaint({ result: 'not_tested', tested_on: null }, today)).toBeNull();
    expect(dayComplaint({ result: 'passed', tested_on: null }, today)).toBe('dayMissing');
    expect(dayComplaint({ result: 'passed', tested_on: '2026-11-24' }, today)).toBe('dayAhead');
    expect(dayComplaint({ result: 'failed', tested_on: today }, today)).toBeNull();
  });
});
