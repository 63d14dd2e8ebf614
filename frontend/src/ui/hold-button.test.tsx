// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { loadLanguage } from '../core/i18n';
import { more } from '../locales/more';
import { HOLD_MS } from './hold';
import { HoldButton } from './hold-button';

const held = vi.fn();
beforeEach(async () => {
  await Promise.all([loadLanguage('en'), more.load('en')]);
  vi.useFakeTimers();
  held.mockClear();
  render(<HoldButton label="Hold" onHeld={held} />);
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});
const button = () => screen.getByTestId('hold-button');
const wait = (ms: number) => act(() => void vi.advanceTimersByTime(ms));

it('calls after two whole seconds, not before, and once', () => {
  fireEvent.pointerDown(button(), { button: 0 });
  wait(HOLD_MS - 1);
  expect(held).not.toHaveBeenCalled();
  wait(1);
  expect(held).toHaveBeenCalledOnce();
  fireEvent.pointerUp(button());
  wait(HOLD_MS * 2);
  expect(held).toHaveBeenCalledOnce();
});

it.each(['pointerUp', 'pointerCancel'] as const)('is cancelled by %s, and says to hold longer', (event) => {
  fireEvent.pointerDown(button(), { button: 0 });
  wait(HOLD_MS - 100);
  fireEvent[event](button());
  wait(HOLD_MS);
  expect(held).not.toHaveBeenCalled();
  expect(screen.getByText(/A little longer/)).toBeTruthy();
});

it('starts anew after letting go: two halves make no whole', () => {
  for (let half = 0; half < 2; half += 1) {
    fireEvent.pointerDown(button(), { button: 0 });
    wait(HOLD_MS - 1);
    fireEvent.pointerUp(button());
  }
  expect(held).not.toHaveBeenCalled();
});

it('asks a keyboard or a switch to confirm instead of holding', () => {
  fireEvent.click(button(), { detail: 0 });
  expect(held).not.toHaveBeenCalled();
  const yes = screen.getByTestId('hold-confirm');
  expect(document.activeElement).toBe(yes);
  fireEvent.click(yes);
  expect(held).toHaveBeenCalledOnce();
});

it('lets a keyboard go back without calling', () => {
  fireEvent.click(button(), { detail: 0 });
  fireEvent.click(screen.getByText('No, go back'));
  expect(held).not.toHaveBeenCalled();
  expect(button()).toBeTruthy();
});

it('stops when the screen is left while holding', () => {
  fireEvent.pointerDown(button(), { button: 0 });
  cleanup();
  wait(HOLD_MS);
  expect(held).not.toHaveBeenCalled();
});
