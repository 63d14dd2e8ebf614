// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { useState } from 'preact/hooks';
import { afterEach, beforeEach, expect, it } from 'vitest';

import { loadLanguage } from '../core/i18n';
import { more } from '../locales/more';
import { CodeInput, digitsOf, groupCode } from './code-input';

it.each([
  ['4821903516', '4821903516'],
  ['4821-903516', '4821903516'],
  [' 4821 903 516\n', '4821903516'],
  ['４８２１－９０３５１６', '4821903516'],
  ['https://modu.example/join#4821903516', '4821903516'],
  ['http://192.168.0.7:8000/join#0000000001', '0000000001'],
  ['code: 0123456789!', '0123456789'],
  ['48219035169999', '4821903516'],
  ['', ''],
])('reads the digits of %j', (text, digits) => {
  expect(digitsOf(text)).toBe(digits);
});

it('shows the code in two groups only when there is a second', () => {
  expect([groupCode('4821'), groupCode('48219'), groupCode('4821903516')]).toEqual([
    '4821',
    '4821-9',
    '4821-903516',
  ]);
});

function Form() {
  const [code, setCode] = useState('');
  return (
    <>
      <CodeInput value={code} onInput={setCode} />
      <output>{code}</output>
    </>
  );
}
beforeEach(async () => {
  await Promise.all([loadLanguage('ko'), more.load('ko')]);
});
afterEach(cleanup);

it('takes what the phone fills in, keeping the number pad and the groups', () => {
  const { container } = render(<Form />);
  const field = screen.getByTestId('code') as HTMLInputElement;
  expect(field.inputMode).toBe('numeric');
  expect(field.getAttribute('autocomplete')).toBe('one-time-code');
  fireEvent.input(field, { target: { value: '４８２１ 903516' } });
  expect(container.querySelector('output')?.textContent).toBe('4821903516');
  expect(field.value).toBe('4821-903516');
});

it('leaves no letter in the field', () => {
  render(<Form />);
  const field = screen.getByTestId('code') as HTMLInputElement;
  fireEvent.input(field, { target: { value: '48a2b' } });
  expect(field.value).toBe('482');
});

it('ties hint and error to the field', () => {
  render(<CodeInput value="" onInput={() => {}} error="틀렸어요" />);
  const field = screen.getByTestId('code');
  const ids = field.getAttribute('aria-describedby')?.split(' ') ?? [];
  expect(ids.map((id) => document.getElementById(id)?.textContent)).toContain('틀렸어요');
  expect(field.getAttribute('aria-invalid')).toBe('true');
});
