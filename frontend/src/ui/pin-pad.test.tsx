// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { loadLanguage } from '../core/i18n';
import { more } from '../locales/more';
import { PinPad } from './pin-pad';

const press = (name: string) => act(() => void fireEvent.click(screen.getByRole('button', { name })));
const type = (key: string) => act(() => void fireEvent.keyDown(document, { key, bubbles: true }));

beforeEach(async () => {
  await Promise.all([loadLanguage('ko'), more.load('ko')]);
});
afterEach(cleanup);

it('gives four digits once, by taps or keys, erases, and never shows what was typed', async () => {
  const taken = vi.fn();
  const { container } = render(<PinPad onPin={taken} />);
  await press('4');
  await press('9');
  await press('한 자리 지우기');
  await type('7');
  await press('1');
  expect(screen.getByRole('status').textContent).toBe('네 자리 가운데 3자리를 눌렀어요');
  expect(container.querySelectorAll('.is-typed')).toHaveLength(3);
  expect(taken).not.toHaveBeenCalled();
  await press('1');
  expect(taken.mock.calls).toEqual([['4711']]);
  expect(container.querySelectorAll('.is-typed')).toHaveLength(0);
});

it('takes nothing while it is busy, and reads an error aloud', async () => {
  const taken = vi.fn();
  render(<PinPad onPin={taken} busy error="번호가 맞지 않아요." />);
  for (const digit of '4711') await type(digit);
  expect(taken).not.toHaveBeenCalled();
  expect(screen.getByRole('alert').textContent).toMatch(/맞지 않아요/);
});
