import { expect, it } from 'vitest';

import { notedHere, notedThere, together } from './sent-things';

const waiting = {
  id: 'a',
  kind: 'check_in' as const,
  body: { status: 'concern' as const, context: 'walk' as const, category: 'light_out' as const },
  recordedAt: 5000,
  setAside: null,
  attempts: 0,
};

it('tells of a thing on the phone whether it waits, is on its way, or was refused', () => {
  const label = () => null;
  expect(notedHere(waiting, label)).toMatchObject({
    kind: 'report',
    standing: 'here',
    category: 'light_out',
  });
  expect(notedHere({ ...waiting, attempts: 2 }, label)?.standing).toBe('sending');
  const refused = { status: 'rejected' as const, problem: null };
  expect(notedHere({ ...waiting, setAside: refused }, label)?.standing).toBe('refused');
});

it('tells a check with the name of its facility and leaves out what is no note', () => {
  const check = { ...waiting, kind: 'facility.check' as const, body: { facility_id: 'f', working: false } };
  expect(notedHere(check, (id) => (id === 'f' ? '비상벨 3' : null))).toMatchObject({
    kind: 'facility_check',
    working: false,
    facility: '비상벨 3',
  });
  const start = { ...waiting, kind: 'patrol.start' as const, body: { patrol_id: 'p' } };
  expect(notedHere(start, () => null)).toBeNull();
});

it('believes the server about what both know, and keeps the order of the walk', () => {
  const at = (second: number) => new Date(second * 1000).toISOString();
  const there = [
    notedThere({
      id: 'a',
      kind: 'report',
      at: at(5),
      category: 'light_out',
      state: 'fixed',
      answer: '갈았어요',
    }),
    notedThere({ id: 'z', kind: 'check_in', at: at(1) }),
  ];
  const here = [
    notedHere(waiting, () => null)!,
    notedHere({ ...waiting, id: 'b', recordedAt: 3000 }, () => null)!,
  ];
  const all = together(here, there);
  expect(all.map(({ id, standing }) => `${id} ${standing}`)).toEqual(['z sent', 'b here', 'a fixed']);
});

it('tells a check by what it said, and a lamp that works again as fixed', () => {
  const check = { id: 'c', kind: 'facility_check' as const, at: '2026-11-23T10:00:00Z' };
  expect(notedThere({ ...check, state: 'working', working: true })).toMatchObject({
    standing: 'sent',
    working: true,
  });
  expect(notedThere({ ...check, state: 'working_again', working: false }).standing).toBe('fixed');
  expect(notedThere({ ...check, kind: 'check_in', state: 'taken_back' }).standing).toBe('taken_back');
  expect(notedThere(check).standing).toBe('sent');
});
