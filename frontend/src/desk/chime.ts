/** Two soft notes for a new alert, played only after the person turned the sound on. */
import { signal } from '@preact/signals';

import { readPref, writePref } from '../core/prefs';

/** `blocked`: wanted, but the browser plays nothing until the page is touched once. */
export const sound = signal<'off' | 'on' | 'blocked'>(readPref('desk-sound') === 'on' ? 'blocked' : 'off');

let audio: AudioContext | null = null;

export async function turnSound(on: boolean): Promise<void> {
  writePref('desk-sound', on ? 'on' : 'off');
  if (!on) {
    sound.value = 'off';
    return;
  }
  audio ??= new AudioContext();
  await audio.resume();
  sound.value = audio.state === 'running' ? 'on' : 'blocked';
  ring();
}

export function ring(): void {
  if (sound.value !== 'on' || audio === null) return;
  const start = audio.currentTime;
  play(audio, 659, start);
  play(audio, 880, start + 0.18);
}

function play(context: AudioContext, frequency: number, at: number): void {
  const note = context.createOscillator();
  const loudness = context.createGain();
  note.frequency.value = frequency;
  loudness.gain.setValueAtTime(0, at);
  loudness.gain.linearRampToValueAtTime(0.25, at + 0.02);
  loudness.gain.exponentialRampToValueAtTime(0.001, at + 0.5);
  note.connect(loudness).connect(context.destination);
  note.start(at);
  note.stop(at + 0.55);
}
