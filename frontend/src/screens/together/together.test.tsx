// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { LocationProvider } from 'preact-iso/router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import type { Me } from '../../api/types';
import { database } from '../../core/db';
import { loadLanguage } from '../../core/i18n';
import { keepIdentity } from '../../core/identity';
import { recount } from '../../core/outbox';
import { setItemAside, itemsOf } from '../../core/outbox-store';
import { me } from '../../core/session';
import type { TogetherWalk } from '../../core/together';
import { more } from '../../locales/more';
import { togetherTexts } from '../../locales/together';
import Together from './together';

const WALK: TogetherWalk = {
  id: '0197a3f2-0000-7000-8000-000000000001',
  starts_at: new Date(Date.now() + 5 * 3600_000).toISOString(),
  ends_at: new Date(Date.now() + 6 * 3600_000).toISOString(),
  duration_min: 60,
  meeting_place: '금촌시장 정문 앞',
  lat: 37.7612,
  lon: 126.7735,
  pace: 'slow',
  dogs: true,
  note: '',
  most: null,
  state: 'open',
  proposed_by: { who: 'neighbour', name: null },
  mine: null,
  joined: 2,
  names: [],
  code: null,
  i_may_edit: false,
  cancel_note: '',
  proposed_by_me: false,
  code_tries_left: 5,
};
let walks: TogetherWalk[] = [];

function answer(url: string): Response {
  const page = (items: unknown[]) => Response.json({ items, next_cursor: null });
  if (url.includes('/companions')) return page([]);
  return page(url.includes('when=upcoming') ? walks : []);
}

async function shown(): Promise<void> {
  render(
    <LocationProvider>
      <Together />
    </LocationProvider>,
  );
  await screen.findByRole('heading', { level: 1 });
  await waitFor(() => expect(document.querySelector('.skeleton')).toBeNull());
}

beforeEach(async () => {
  walks = [WALK];
  globalThis.scrollTo = () => {};
  vi.stubGlobal('fetch', async (url: string) => answer(url));
  await Promise.all([loadLanguage('ko'), more.load('ko'), togetherTexts.load('ko')]);
  await (await database()).clear('items');
  await keepIdentity({ memberId: 'sunja', deviceId: 'phone' });
  const neighbourhood = {
    time_zone: 'Asia/Seoul',
    centre: { lat: 37.76, lon: 126.77 },
    boundary: { coordinates: [] },
  };
  me.value = { id: 'sunja', name: '김순자', tier: 'resident', consents: [], neighbourhood } as unknown as Me;
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('takes one tap to come along, kept on this phone at once', async () => {
  await shown();
  await act(async () => void fireEvent.click(screen.getByTestId('together-join')));
  await waitFor(async () => expect(await itemsOf('sunja')).toHaveLength(1));
  const [item] = await itemsOf('sunja');
  expect(item).toMatchObject({ kind: 'together.respond', body: { walk_id: WALK.id, action: 'join' } });
  await act(recount);
  await screen.findByText('가기로 했어요');
  expect(screen.getByText('3명이 함께 가요')).toBeTruthy();
  expect(screen.queryByTestId('together-join')).toBeNull();
});

it('says why an answer was not taken, and lets me answer again', async () => {
  await shown();
  await act(async () => void fireEvent.click(screen.getByTestId('together-join')));
  await waitFor(async () => expect(await itemsOf('sunja')).toHaveLength(1));
  const [item] = await itemsOf('sunja');
  const detail = '자리가 다 찼어요. 다음 걷기에서 만나요.';
  await setItemAside(item!, { type: 'walk-full', title: 'full', status: 409, detail });
  await act(recount);
  await screen.findByText(detail);
  expect(screen.getByTestId('together-join')).toBeTruthy();
});

it('invites residents kindly when nothing is planned, and leaves opening walks to those who walk', async () => {
  walks = [];
  await shown();
  expect(screen.getByText('아직 정해진 걷기가 없어요')).toBeTruthy();
  expect(screen.queryByTestId('propose')).toBeNull();
});

it('offers those who walk to open one', async () => {
  walks = [];
  me.value = { ...me.value!, tier: 'walker' };
  await shown();
  expect(screen.getByTestId('propose').getAttribute('href')).toBe('/together/new');
});
