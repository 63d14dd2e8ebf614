import { describe, expect, it } from 'vitest';
import {
  changesBetween,
  happenedAt,
  needsTheDesk,
  nearestToHelping,
  newer,
  oldestUnansweredFirst,
  standing,
  summariseTold,
  withMoments,
} from './board';
import { alert, board, told } from './samples';

describe('oldestUnansweredFirst', () => {
  it('puts the longest unanswered alert at the top, answered ones below', () => {
    const coming = alert('coming', {
      opened_at: '2026-11-23T09:00:00Z',
      told: [told('박민수', 'accepted', 'received')],
    });
    const young = alert('young', { opened_at: '2026-11-23T10:00:30Z' });
    const old = alert('old', { opened_at: '2026-11-23T09:30:00Z' });
    expect(oldestUnansweredFirst([coming, young, old]).map((a) => a.id)).toEqual(['old', 'young', 'coming']);
  });

  it('never lets an older drill stand above a real alert', () => {
    const drill = alert('drill', { drill: true, opened_at: '2026-11-23T08:00:00Z' });
    expect(oldestUnansweredFirst([drill, alert('real')]).map((a) => a.id)).toEqual(['real', 'drill']);
  });

  it('treats an alert whose only acceptor declined later as unanswered', () => {
    expect(standing(alert('a', { told: [told('박민수', 'declined', 'received')] }))).toBe('unanswered');
  });
});

describe('withMoments', () => {
  it('gives a late alert the age of what happened, and leaves the others', () => {
    const now = '2026-11-23T11:00:00Z';
    const [late, plain] = withMoments([alert('l', { late: true, age_s: 3600 }), alert('p')], now);
    expect(happenedAt(late!)).toBe('2026-11-23T10:00:00.000Z');
    expect(happenedAt(plain!)).toBe(plain!.opened_at);
  });
});

describe('summariseTold', () => {
  it('counts people by how far the push came', () => {
    const summary = summariseTold([
      told('a', 'notified', 'queued'),
      told('b', 'notified', 'sent'),
      told('c', 'notified', 'received'),
      told('d', 'declined', 'received'),
      told('e', 'notified', 'failed'),
      told('f', 'notified', 'none'),
      told('g', 'accepted', 'received'),
    ]);
    expect(summary).toMatchObject({
      total: 7,
      waiting: 2,
      received: 3,
      failed: 2,
      seen: 2,
      declined: 1,
    });
    expect(summary.coming.map((one) => one.name)).toEqual(['g']);
  });

  it('believes an answer over a failed delivery', () => {
    const summary = summariseTold([told('a', 'accepted', 'failed')]);
    expect(summary).toMatchObject({ failed: 0, received: 1, seen: 1 });
  });

  it('lists whoever is nearest to helping first', () => {
    const order = nearestToHelping([
      told('declined', 'declined', 'received'),
      told('waiting', 'notified', 'sent'),
      told('there', 'on_scene', 'received'),
    ]);
    expect(order.map((one) => one.name)).toEqual(['there', 'waiting', 'declined']);
  });
});

describe('needsTheDesk', () => {
  it('is true once the desk was told and nobody is coming', () => {
    expect(needsTheDesk(alert('a', { desk_told_at: '2026-11-23T10:04:00Z' }))).toBe(true);
    expect(
      needsTheDesk(
        alert('a', {
          desk_told_at: '2026-11-23T10:04:00Z',
          told: [told('박민수', 'accepted', 'received')],
        }),
      ),
    ).toBe(false);
  });
});

describe('newer', () => {
  it('does not let a slow reply bring an old picture back', () => {
    const held = board({ now: '2026-11-23T10:02:00Z' });
    expect(newer(held, board({ now: '2026-11-23T10:01:00Z' }))).toBe(held);
  });

  it('takes another neighbourhood as it comes', () => {
    const held = board({ now: '2026-11-23T10:02:00Z' });
    const other = board({ neighbourhood: { id: 'n2', name_ko: '교하동', name_en: 'Gyoha' } });
    expect(newer(held, other)).toBe(other);
  });
});

describe('changesBetween', () => {
  it('says nothing about the first picture', () => {
    expect(changesBetween(null, board({ alerts: [alert('a')] }))).toEqual([]);
  });

  it('tells a new alert before anything else', () => {
    const accepted = alert('a', { told: [told('박민수', 'accepted', 'received')] });
    const changes = changesBetween(
      board({ alerts: [alert('a')] }),
      board({ alerts: [accepted, alert('b')] }),
    );
    expect(changes.map((change) => [change.kind, change.alert.id])).toEqual([
      ['opened', 'b'],
      ['coming', 'a'],
    ]);
  });

  it('tells an alert that was handed to the desk, and one that ended', () => {
    const changes = changesBetween(
      board({ alerts: [alert('a'), alert('b')] }),
      board({
        alerts: [alert('a', { desk_told_at: '2026-11-23T10:04:00Z' })],
        closed_alerts: [alert('b', { status: 'resolved' })],
      }),
    );
    expect(changes.map((change) => change.kind)).toEqual(['desk_told', 'closed']);
  });

  it('stays quiet when nothing changed', () => {
    const same = board({ alerts: [alert('a')] });
    expect(changesBetween(same, board({ alerts: [alert('a')] }))).toEqual([]);
  });
});
