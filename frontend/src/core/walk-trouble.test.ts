import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { FakeServer } from './testing/fake-server';
import { newPhone, pass, restart, settled } from './testing/phone';
import { HOME, walkingPhone, type Stroller } from './testing/stroll';

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

describe('a position that cannot be right', () => {
  it('is left out with its reason and told, whatever else comes', async () => {
    const { startWalk, endWalk, savedWalks, walk: state } = await walk();
    await startWalk();
    await stroll(3);
    phone.tell(HOME, Date.UTC(2000, 0, 1));
    phone.tell({ lat: 0.0001, lon: 0.0001 });
    phone.tell({ ...HOME, accuracy: 150 });
    phone.tell(HOME, Date.now() + 3600_000);
    await settled();
    expect(state.value).toMatchObject({ fixCount: 3, jumps: 0 });
    expect(state.value!.setAside).toEqual([
      { reason: 'too_old', count: 1 },
      { reason: 'zero_place', count: 1 },
      { reason: 'coarse', count: 1 },
      { reason: 'future', count: 1 },
    ]);
    await stroll(2, { ...HOME, lat: HOME.lat + 36 / 111_195 });
    await endWalk('nothing_to_report');
    expect((await savedWalks())[0]!.setAside).toHaveLength(4);
  });

  it('that jumps a kilometre and back neither lengthens the walk nor is drawn', async () => {
    const { startWalk, walk: state } = await walk();
    await startWalk();
    const places = await stroll(6);
    await pass(10_000, 10_000);
    phone.tell({ ...HOME, lat: HOME.lat + 0.02 });
    await settled(10);
    await stroll(6, places.at(-1)!);
    expect(state.value!.setAside).toEqual([{ reason: 'jump', count: 1 }]);
    expect(state.value!.distanceM).toBeLessThan(150);
    expect(state.value!.trail.flat().every((fix) => fix.lat < HOME.lat + 0.01)).toBe(true);
  });
});

describe('a full phone', () => {
  const put = IDBObjectStore.prototype.put;
  const full = () => {
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...value) {
      if (this.name === 'fixes') throw new DOMException('no room', 'QuotaExceededError');
      return put.apply(this, value);
    };
  };
  const roomAgain = () => {
    IDBObjectStore.prototype.put = put;
  };
  afterEach(roomAgain);

  it('keeps the walk in memory, says so, and writes all of it once there is room', async () => {
    const { startWalk, endWalk, savedWalk, walk: state } = await walk();
    await startWalk();
    const places = await stroll(4);
    full();
    const more = await stroll(40, places.at(-1)!);
    expect(state.value).toMatchObject({ saved: 'failed', fixCount: 44, phase: 'recording' });
    await expect(endWalk('nothing_to_report')).rejects.toMatchObject({ name: 'StorageError' });
    // Not ended, and still recording.
    expect(state.value!.phase).toBe('recording');
    await stroll(1, more.at(-1)!);
    roomAgain();
    await pass(60_000, 10_000);
    expect(state.value!.saved).toBe('saved');
    await endWalk('nothing_to_report');
    expect((await savedWalk(state.value!.id))!.trail.flat()).toHaveLength(45);
  });

  it('that dies meanwhile has kept everything up to the trouble', async () => {
    await (await walk()).startWalk();
    const places = await stroll(7);
    full();
    await stroll(3, places.at(-1)!);
    await restart();
    roomAgain();
    const { restoreWalk, walk: state } = await walk();
    await restoreWalk();
    expect(state.value).toMatchObject({ phase: 'interrupted', fixCount: 7 });
  });
});

describe('a walk', () => {
  it('found days later can only be ended, where its last fix was', async () => {
    await (await walk()).startWalk();
    await stroll(5);
    const lastAt = Date.now();
    await restart();
    vi.setSystemTime(Date.now() + 3 * 86_400_000);
    const { restoreWalk, endWalk, savedWalks, walk: state } = await walk();
    await restoreWalk();
    expect(state.value).toMatchObject({ phase: 'interrupted', resumable: false, lastFix: { t: lastAt } });
    await endWalk('interrupted');
    expect((await savedWalks())[0]!.endedAt).toBe(lastAt);
    await send();
    const end = [...server.applied.values()].find((item) => item.kind === 'patrol.end')!;
    expect(Date.parse(end.recorded_at)).toBe(lastAt);
  });

  it('found after an hour can be gone on with', async () => {
    await (await walk()).startWalk();
    await stroll(2);
    await restart();
    vi.setSystemTime(Date.now() + 3600_000);
    const { restoreWalk, walk: state } = await walk();
    await restoreWalk();
    expect(state.value).toMatchObject({ phase: 'interrupted', resumable: true });
  });

  it('without any position is a walk too, and one found later lasted no time', async () => {
    vi.stubGlobal('navigator', {});
    const { startWalk, endWalk, walk: state } = await walk();
    await startWalk();
    expect(state.value).toMatchObject({ gps: 'unavailable', phase: 'recording' });
    const { checkFacility } = await import('./facilities');
    await checkFacility({ facilityId: 'f1', working: true });
    await pass(20 * 60_000, 60_000);
    await endWalk('nothing_to_report');
    await send();
    const bodies = [...server.applied.values()].map((item) => [item.kind, item.body]);
    expect(bodies.map(([kind]) => kind)).toEqual(['patrol.start', 'facility.check', 'patrol.end']);
    expect(bodies[1]![1]).toMatchObject({ patrol_id: state.value!.id, working: true });
    await startWalk();
    const startedAt = state.value!.startedAt;
    await restart();
    vi.setSystemTime(Date.now() + 86_400_000);
    const again = await walk();
    await again.restoreWalk();
    await again.endWalk('interrupted');
    expect(again.walk.value!.endedAt).toBe(startedAt);
  });

  it('takes dogs along, and shows the desk its place only while asked', async () => {
    const { startWalk, shareWalk, endWalk, restoreWalk, walk: state } = await walk();
    await startWalk({ dogIds: ['d1'] });
    await shareWalk(true);
    await shareWalk(true);
    expect(state.value).toMatchObject({ dogIds: ['d1'], shared: true });
    await shareWalk(false);
    await shareWalk(true);
    await endWalk('nothing_to_report');
    expect(state.value!.shared).toBe(false);
    await restoreWalk();
    await send();
    const sent = [...server.applied.values()];
    expect(sent[0]!.body).toMatchObject({ dog_ids: ['d1'] });
    const shares = sent.filter((item) => item.kind === 'patrol.share');
    expect(shares.map((item) => (item.body as { on: boolean }).on)).toEqual([true, false, true]);
  });
});
