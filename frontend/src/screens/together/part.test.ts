import { describe, expect, it } from 'vitest';

import type { SaidItem } from './answers';
import { comingCount, isOpen, partIn, stageOf } from './part';

const said = (change: Partial<SaidItem>): SaidItem => ({
  itemId: 'item',
  walkId: 'walk',
  said: 'join',
  phase: 'saved',
  problem: null,
  proposal: null,
  ...change,
});
const theirs = { mine: null, proposed_by_me: false, joined: 2 };

describe('my part', () => {
  it('is what I said last, as soon as it is saved on this phone', () => {
    expect(partIn(theirs, said({}))).toBe('joined');
    expect(partIn({ ...theirs, mine: 'joined' }, said({ said: 'leave', phase: 'sent' }))).toBe('left');
    expect(partIn({ ...theirs, mine: 'invited' }, said({ said: 'decline' }))).toBe('declined');
    expect(partIn({ ...theirs, mine: 'joined' }, said({ said: 'meet' }))).toBe('met');
  });

  it('is the server’s word when what I said was not taken', () => {
    expect(partIn(theirs, said({ phase: 'refused' }))).toBe('none');
    expect(partIn({ ...theirs, mine: 'joined' }, said({ said: 'meet', phase: 'refused' }))).toBe('joined');
  });

  it('is the host’s on a walk of mine', () => {
    expect(partIn({ mine: 'joined', proposed_by_me: true }, null)).toBe('host');
  });
});

it('counts me while my answer is on its way, and not twice', () => {
  expect(comingCount(theirs, 'joined')).toBe(3);
  expect(comingCount({ ...theirs, mine: 'joined' }, 'joined')).toBe(2);
  expect(comingCount({ ...theirs, mine: 'joined' }, 'left')).toBe(1);
  expect(comingCount({ ...theirs, mine: 'invited' }, 'declined')).toBe(2);
  expect(comingCount({ ...theirs, mine: 'joined', proposed_by_me: true }, 'host')).toBe(2);
});

it('knows before, meeting and after', () => {
  const walk = { starts_at: '2026-11-24T00:30:00Z', ends_at: '2026-11-24T03:00:00Z' };
  const at = (time: string) => stageOf(walk, Date.parse(`2026-11-24T${time}:00Z`));
  expect(['00:00', '00:29', '02:30', '03:00', '03:01'].map(at)).toEqual([
    'meeting',
    'meeting',
    'meeting',
    'meeting',
    'after',
  ]);
  expect(stageOf(walk, Date.parse('2026-11-23T23:59:00Z'))).toBe('before');
});

it('is open until it starts', () => {
  const walk = { state: 'open' as const, starts_at: '2026-11-24T00:30:00Z' };
  expect(isOpen(walk, Date.parse('2026-11-24T00:29:00Z'))).toBe(true);
  expect(isOpen(walk, Date.parse('2026-11-24T00:30:00Z'))).toBe(false);
  expect(isOpen({ ...walk, state: 'full' }, 0)).toBe(false);
});
