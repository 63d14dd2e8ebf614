import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { FakeServer } from './testing/fake-server';
import { MEMBER, newPhone, pass, restart, settled } from './testing/phone';
import { HOME, walkingPhone, type Stroller } from './testing/stroll';
import type { WireTrack } from './track-codec';
import { decode, distanceM, TRIM } from './walk-track';

let server: FakeServer;
let phone: Stroller;
const stroll = (steps: number, from = HOME) => phone.stroll(steps, from);
const walk = () => import('./walk');
const send = async () => (await import('./sender')).send();

beforeEach(async () => {
  phone = walkingPhone();
  server = await newPhone();
});
afterEach(() => {
  vi.clearAllTimers();
  vi.useRealTimers();
});

function sentFixes() {
  const chunks = [...server.applied.values()]
    .filter((item) => item.kind === 'patrol.fixes')
    .map((item) => item.body as { seq: number; track: WireTrack })
    .toSorted((a, b) => a.seq - b.seq);
  return { seqs: chunks.map((chunk) => chunk.seq), fixes: chunks.flatMap((chunk) => decode(chunk.track)) };
}

describe('a walk', () => {
  it('is sent as start, fixes and end, each fix once, its ends cut off', async () => {
    const { startWalk, endWalk, walk: state } = await walk();
    await startWalk({ companions: ['보리'] });
    const places = await stroll(90);
    await send();
    const before = sentFixes().fixes;
    expect(before.length).toBeGreaterThan(10);
    const here = places.at(-1)!;
    expect(before.every((fix) => distanceM(fix, here) >= TRIM.mostM - 1)).toBe(true);
    await endWalk('nothing_to_report');
    await send();
    expect(state.value).toMatchObject({ phase: 'ended', fixCount: 90, gaps: 0 });
    const kinds = [...server.applied.values()].map((item) => item.kind);
    expect(kinds[0]).toBe('patrol.start');
    expect(kinds.at(-1)).toBe('patrol.end');
    const { seqs, fixes } = sentFixes();
    expect(seqs).toEqual(seqs.map((_, i) => i));
    expect(new Set(fixes.map((fix) => fix.t)).size).toBe(fixes.length);
    expect(
      fixes.every((fix) => distanceM(fix, places[0]!) >= TRIM.leastM && distanceM(fix, here) >= TRIM.leastM),
    ).toBe(true);
    const { trimmed_m: trimmed } = [...server.applied.values()].at(-1)!.body as { trimmed_m: number };
    expect(trimmed % 50).toBe(0);
    expect(trimmed).toBeGreaterThanOrEqual(50);
    expect(trimmed).toBeLessThanOrEqual((places.length - fixes.length + 1) * 12);
    // Between the two cuts nothing is missing.
    const cut = places.length - fixes.length;
    expect(cut).toBeGreaterThanOrEqual(8);
    expect(cut).toBeLessThanOrEqual(36);
    const { savedWalk, walkDelivery } = await walk();
    expect((await savedWalk(state.value!.id))?.trail[0]).toHaveLength(90);
    const delivery = await walkDelivery(state.value!.id);
    expect(delivery.delivered).toBe(delivery.total);
  });

  it('survives a killed app with every fix, and draws the time between as a gap', async () => {
    await (await walk()).startWalk();
    const places = await stroll(33);
    await restart();
    const { restoreWalk, resumeWalk, endWalk, walk: state } = await walk();
    await restoreWalk();
    expect(state.value).toMatchObject({ phase: 'interrupted', fixCount: 33 });
    await pass(120_000, 60_000);
    await resumeWalk();
    await stroll(40, places.at(-1)!);
    expect(state.value).toMatchObject({ phase: 'recording', fixCount: 73, gaps: 1 });
    expect(state.value!.trail).toHaveLength(2);
    await endWalk('reported');
    await send();
    const { seqs, fixes } = sentFixes();
    expect(seqs).toEqual(seqs.map((_, i) => i));
    expect(new Set(fixes.map((fix) => fix.t)).size).toBe(fixes.length);
  });

  it('that was interrupted ends where its last fix was', async () => {
    await (await walk()).startWalk();
    await stroll(5);
    const lastAt = Date.now();
    await restart();
    await pass(3600_000, 600_000);
    const { restoreWalk, endWalk, savedWalks } = await walk();
    await restoreWalk();
    await endWalk('interrupted');
    expect((await savedWalks())[0]).toMatchObject({ endedAt: lastAt, outcome: 'interrupted' });
  });

  it('of a few steps leaves no place at all', async () => {
    const { startWalk, endWalk } = await walk();
    await startWalk();
    await stroll(4);
    await endWalk('nothing_to_report');
    await send();
    expect([...server.applied.values()].map((item) => item.kind)).toEqual(['patrol.start', 'patrol.end']);
  });

  it('draws a silence of more than a minute as a gap, and says that the signal is lost', async () => {
    const { startWalk, walk: state } = await walk();
    await startWalk();
    const [last] = (await stroll(3)).slice(-1);
    await pass(70_000, 5000);
    expect(state.value!.gps).toBe('lost');
    phone.tell({ lat: last!.lat + 0.0005, lon: last!.lon });
    await settled();
    expect(state.value).toMatchObject({ gaps: 1, gps: 'ok' });
  });

  it('goes on when the phone sets its clock back', async () => {
    const { startWalk, walk: state } = await walk();
    await startWalk();
    const places = await stroll(3);
    vi.setSystemTime(Date.now() - 3600_000);
    await stroll(4, places.at(-1)!);
    expect(state.value!.fixCount).toBe(7);
    const times = state.value!.trail.flat().map((fix) => fix.t);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it('leaves the place out of a report while location is paused, but never out of a call for help', async () => {
    const { startWalk, checkIn } = await walk();
    const { me } = await import('./session');
    me.value = { consents: [{ kind: 'location', state: 'paused', since: '' }] } as unknown as typeof me.value;
    await startWalk();
    await stroll(3);
    await checkIn({ status: 'concern', category: 'light_out', urgency: 'report' });
    await checkIn({ status: 'concern', category: 'person_in_need', urgency: 'urgent' });
    await send();
    const said = [...server.applied.values()]
      .filter((item) => item.kind === 'check_in')
      .map((item) => item.body);
    const told = (urgency: string) => said.find((body) => (body as { urgency: string }).urgency === urgency);
    expect(told('report')).not.toHaveProperty('lat');
    expect(told('urgent')).toHaveProperty('lat');
  });

  it('puts a place on a report, and none on "all is well"', async () => {
    const { startWalk, checkIn, walk: state } = await walk();
    await startWalk();
    await stroll(3);
    await checkIn({ status: 'safe' });
    await checkIn({ status: 'concern', category: 'light_out', urgency: 'report', note: '가로등' });
    await send();
    const [safe, report] = [...server.applied.values()]
      .filter((item) => item.kind === 'check_in')
      .map((item) => item.body);
    expect(safe).not.toHaveProperty('lat');
    expect(report).toMatchObject({
      context: 'walk',
      patrol_id: state.value!.id,
      category: 'light_out',
      accuracy_m: 6,
    });
    expect(state.value!.checkIns).toBe(2);
  });

  it("is not somebody else's", async () => {
    await (await walk()).startWalk();
    await restart();
    await (await import('./identity')).keepIdentity({ memberId: `${MEMBER}x`, deviceId: 'd' });
    const { restoreWalk, savedWalks, walk: state } = await walk();
    await restoreWalk();
    expect(state.value).toBeNull();
    expect(await savedWalks()).toEqual([]);
  });
});
