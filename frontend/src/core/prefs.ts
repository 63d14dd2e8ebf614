/** How this person wants the app to look on this device: theme and text size. */
import { signal, type Signal } from '@preact/signals';

export type Theme = 'auto' | 'light' | 'dark' | 'contrast';
export const THEMES: readonly Theme[] = ['auto', 'light', 'dark', 'contrast'];
export type TextStep = 0.9 | 1 | 1.1 | 1.3 | 1.5;
export const TEXT_STEPS: readonly TextStep[] = [0.9, 1, 1.1, 1.3, 1.5];

export const theme: Signal<Theme> = signal(one(THEMES, readPref('theme')) ?? 'auto');
export const textStep: Signal<TextStep> = signal(one(TEXT_STEPS, Number(readPref('text-step'))) ?? 1);

/** Puts the choices on `<html data-theme data-text>`, where the style sheet reads them. */
export function applyPrefs(): void {
  const root = document.documentElement;
  root.dataset['theme'] = theme.value;
  root.dataset['text'] = String(textStep.value);
}

export function setTheme(chosen: Theme): void {
  theme.value = chosen;
  writePref('theme', chosen);
  applyPrefs();
}

export function setTextStep(chosen: TextStep): void {
  textStep.value = chosen;
  writePref('text-step', String(chosen));
  applyPrefs();
}

/** Looks are read before the first paint, so they live in localStorage; nothing personal may. */
export function readPref(name: string): string | null {
  try {
    return globalThis.localStorage?.getItem(`modu.${name}`) ?? null;
  } catch {
    return null; // storage is forbidden in this browser: the defaults do
  }
}

export function writePref(name: string, value: string): void {
  try {
    globalThis.localStorage?.setItem(`modu.${name}`, value);
  } catch {
    // Forbidden or full: the choice lasts for this visit.
  }
}

function one<Value>(allowed: readonly Value[], value: unknown): Value | undefined {
  return allowed.find((each) => each === value);
}
