import { describe, expect, it } from 'vitest';

import type { HandedCode, PairingCode } from './contract';
import { groupsOf, spoken, standingOf } from './pairing';

const CODE: PairingCode = {
  id: 'k1',
  code: '4821-903516',
  link: 'https://patrol.example/join#4821903516',
  qr_svg: '',
  expires_at: '2026-11-23T10:10:00Z',
};
const handed = (state: HandedCode['state'], device_name: string | null = null): HandedCode => ({
  id: 'k1',
  created_at: '2026-11-23T10:00:00Z',
  expires_at: CODE.expires_at,
  state,
  device_name,
});
const at = (time: string) => Date.parse(`2026-11-23T${time}Z`);

describe('standingOf', () => {
  it('counts down while it is open', () => {
    expect(standingOf(CODE, undefined, at('10:00:01'))).toEqual({
      state: 'open',
      deviceName: null,
      secondsLeft: 599,
    });
  });

  it('expires by the clock when the server cannot be asked', () => {
    expect(standingOf(CODE, handed('open'), at('10:10:00')).state).toBe('expired');
  });

  it('was used even when its time is over by now', () => {
    expect(standingOf(CODE, handed('used', 'Galaxy A15'), at('10:11:00'))).toMatchObject({
      state: 'used',
      deviceName: 'Galaxy A15',
    });
  });
});

describe('the digits', () => {
  it('are shown in two groups and spoken one by one', () => {
    expect(groupsOf('4821-903516')).toEqual(['4821', '903516']);
    expect(spoken('4821-903516')).toBe('4 8 2 1, 9 0 3 5 1 6');
  });
});
