// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it } from 'vitest';

import { loadLanguage } from '../../core/i18n';
import { more } from '../../locales/more';
import { Card } from './hand-over';
import type { HandOver } from './hand-over-words';

const card = (changes: Partial<HandOver> = {}): HandOver => ({
  alert_id: 'a',
  drill: false,
  place: 'home',
  category: 'fallen',
  opened_at: '2026-11-24T03:00:00Z',
  age_s: 130,
  address: '가람동 시험길 1',
  entry_note: null,
  lat: 37.76052,
  lon: 126.77481,
  accuracy_m: null,
  national_point: '다사 3612 7367',
  nearest: [{ kind: 'lamp', label: '가로등', number: '파주-200', distance_m: 40 }],
  ...changes,
});

beforeEach(async () => {
  await Promise.all([loadLanguage('ko'), more.load('ko')]);
});
afterEach(cleanup);

it('says the point, the address, the lamp and since when, and puts the same into a text message', () => {
  const { container } = render(<Card card={card()} />);
  expect(container.querySelector('.hand-point')?.textContent).toBe('다사 3612 7367');
  const script = container.querySelector('blockquote')?.textContent ?? '';
  expect(script).toMatch(
    /여기는 가람동 시험길 1, 국가지점번호 다사 3612 7367, 가로등 파주-200에서 40 m예요\. .*2분/,
  );
  const sms = screen.getByRole('link', { name: '112에 문자 보내기' }).getAttribute('href') ?? '';
  expect(decodeURIComponent(sms)).toContain(script);
  expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(
    expect.arrayContaining(['tel:119', 'tel:112']),
  );
});

it('says how far off a place may be, gives coordinates where the grid does not reach, and words where nothing is known', () => {
  const { container, rerender } = render(
    <Card
      card={card({ address: null, national_point: null, accuracy_m: 11.6, nearest: [], lat: 35, lon: 139 })}
    />,
  );
  expect(screen.getByText('12 m쯤 다를 수 있어요')).toBeTruthy();
  expect(container.querySelector('blockquote')?.textContent).toContain('35.00000, 139.00000');
  rerender(<Card card={card({ address: null, national_point: null, nearest: [], lat: null, lon: null })} />);
  expect(container.querySelector('blockquote')?.textContent).toContain('간판이나 건물 이름');
});

it('calls nobody in a drill: the script says so first, every button is disabled and says why', () => {
  const { container } = render(<Card card={card({ drill: true })} />);
  expect(screen.getByTestId('drill').textContent).toMatch(/연습이에요/);
  expect(container.querySelector('blockquote')?.textContent).toMatch(/^연습입니다\. 연습입니다\. 여기는/);
  expect(screen.queryAllByRole('link')).toEqual([]);
  const calls = screen.getAllByRole('button', { name: /11[29]/ }) as HTMLButtonElement[];
  expect(calls.map((button) => button.disabled)).toEqual([true, true, true, true]);
  for (const button of calls) expect(button.getAttribute('aria-describedby')).toBe('no-call-in-drill');
  expect(document.querySelector('#no-call-in-drill')?.textContent).toMatch(/전화도 문자도 하지 않아요/);
});
