// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { LocationProvider } from 'preact-iso/router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { loadLanguage } from '../../core/i18n';
import { setConsent } from '../../core/session';
import { more } from '../../locales/more';
import Consents from './consents';

vi.mock('../../core/session', async () => {
  const { signal } = await import('@preact/signals');
  return { me: signal({ consents: [] }), sessionState: signal('in'), setConsent: vi.fn(async () => ({})) };
});
vi.mock('../../core/push', async () => {
  const { signal } = await import('@preact/signals');
  return { push: signal('ask'), enablePush: vi.fn(async () => 'on') };
});

const heading = () => screen.getByRole('heading', { level: 1 }).textContent;
const tap = (name: string) => act(async () => void fireEvent.click(screen.getByRole('button', { name })));

beforeEach(async () => {
  await Promise.all([loadLanguage('en'), more.load('en')]);
  vi.mocked(setConsent).mockClear();
  globalThis.scrollTo = () => {};
  render(
    <LocationProvider>
      <Consents />
    </LocationProvider>,
  );
});
afterEach(cleanup);

it('asks one thing at a time, each answer its own', async () => {
  expect(heading()).toMatch(/location/);
  await tap('Yes, that is fine');
  expect(heading()).toMatch(/neighbour close by/);
  await tap('Not now');
  await tap('Yes, that is fine');
  await tap('Not now');
  expect(vi.mocked(setConsent).mock.calls).toEqual([
    ['location', 'granted'],
    ['alerts', 'withdrawn'],
    ['home_disclosure', 'granted'],
    ['photos', 'withdrawn'],
  ]);
  expect(heading()).toMatch(/notified/);
});

it('goes back with the answer kept, and nothing is asked twice of the server', async () => {
  await tap('Not now');
  await tap('Back');
  expect(heading()).toMatch(/location/);
  expect(setConsent).toHaveBeenCalledOnce();
  expect(screen.getByRole('button', { name: 'Not now' }).querySelector('svg')).toBeTruthy();
});

it('stays on the question and says what to do when it cannot be saved', async () => {
  vi.mocked(setConsent).mockRejectedValueOnce(new Error('no network'));
  await tap('Yes, that is fine');
  expect(heading()).toMatch(/location/);
  expect(screen.getByRole('alert').textContent).toMatch(/We remember your answer: please tap again/);
  await tap('Yes, that is fine');
  expect(heading()).toMatch(/neighbour close by/);
});
