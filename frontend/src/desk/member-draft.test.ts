import { describe, expect, it } from 'vitest';

import { complaintsAbout, type Draft, EMPTY_DRAFT, memberFrom, splitCoordinates } from './member-draft';

const draft = (change: Partial<Draft> = {}): Draft => ({ ...EMPTY_DRAFT, name: '김순자', ...change });

describe('complaintsAbout', () => {
  it('wants a name and nothing else', () => {
    expect(complaintsAbout(draft())).toEqual({});
    expect(complaintsAbout(draft({ name: '  ' }))).toEqual({ name: 'nameMissing' });
  });

  it('wants the whole home once part of it is given', () => {
    expect(complaintsAbout(draft({ entryNote: '초록 대문' }))).toEqual({
      address: 'addressMissing',
      lat: 'latWrong',
      lon: 'lonWrong',
    });
  });

  it('notices latitude and longitude that changed places', () => {
    expect(complaintsAbout(draft({ address: '금촌1동', lat: '126.77', lon: '37.75' }))).toEqual({
      lat: 'latWrong',
      lon: 'lonWrong',
    });
  });

  it('takes phone numbers as people write them', () => {
    expect(complaintsAbout(draft({ phone: '+82 (0)10-1234-5678' }))).toEqual({});
    expect(complaintsAbout(draft({ phone: '아들' }))).toEqual({ phone: 'phoneWrong' });
  });
});

describe('memberFrom', () => {
  it('leaves out what was not given', () => {
    expect(memberFrom(draft({ name: ' 김순자 ' }), 'id-1')).toEqual({
      id: 'id-1',
      name: '김순자',
      tier: 'resident',
      language: 'ko',
      verified: false,
    });
  });

  it('carries the home and the family phone', () => {
    const member = memberFrom(
      draft({ phone: ' 010 1 ', address: '금촌1동', lat: '37.75', lon: '126.77' }),
      'x',
    );
    expect(member.family_phone).toBe('010 1');
    expect(member.home).toEqual({ address: '금촌1동', entry_note: '', lat: 37.75, lon: 126.77 });
  });
});

describe('splitCoordinates', () => {
  it.each(['37.7592, 126.7741', '37.7592 126.7741', ' (37.7592,126.7741) '])('reads %s', (typed) => {
    expect(splitCoordinates(typed)).toEqual({ lat: '37.7592', lon: '126.7741' });
  });

  it('leaves a single number alone', () => {
    expect(splitCoordinates('37.7592')).toBeNull();
  });
});
