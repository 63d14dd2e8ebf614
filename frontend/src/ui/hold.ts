/** Holding a button for two seconds: the timing, the sound and the trembling, without any picture. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

export const HOLD_MS = 2000;

/** A tone that rises while the button is held; silent where the browser allows no sound. */
function risingTone(): () => void {
  try {
    const audio = new AudioContext();
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.setValueAtTime(330, audio.currentTime);
    tone.frequency.linearRampToValueAtTime(660, audio.currentTime + HOLD_MS / 1000);
    volume.gain.setValueAtTime(0.001, audio.currentTime);
    volume.gain.linearRampToValueAtTime(0.16, audio.currentTime + 0.3);
    tone.connect(volume).connect(audio.destination);
    tone.start();
    return () => void audio.close();
  } catch {
    return () => {}; // sound is a help, never a condition
  }
}

function tremble(): () => void {
  const pattern = Array.from({ length: HOLD_MS / 200 }, () => [60, 140]).flat();
  navigator.vibrate?.(pattern);
  return () => void navigator.vibrate?.(0);
}

export interface Hold {
  holding: boolean;
  /** Let go too early: say that it must be held. */
  tooShort: boolean;
  /** For a pointer that went down and up. */
  start: () => void;
  stop: () => void;
}

/** Calls `done` after two whole seconds; letting go before cancels. */
export function useHold(done: () => void): Hold {
  const [holding, setHolding] = useState(false);
  const [tooShort, setTooShort] = useState(false);
  const running = useRef<(() => void) | null>(null);
  const finished = useRef(done);
  finished.current = done;

  const end = useCallback(() => {
    running.current?.();
    running.current = null;
    setHolding(false);
  }, []);
  const start = useCallback(() => {
    if (running.current) return;
    setTooShort(false);
    setHolding(true);
    const hush = risingTone();
    const still = tremble();
    const timer = setTimeout(() => {
      end();
      navigator.vibrate?.(400);
      finished.current();
    }, HOLD_MS);
    running.current = () => {
      clearTimeout(timer);
      hush();
      still();
    };
  }, [end]);
  const stop = useCallback(() => {
    if (!running.current) return;
    end();
    setTooShort(true);
  }, [end]);
  useEffect(() => end, [end]);
  return { holding, tooShort, start, stop };
}

/** What a held button listens to. A key, a switch or a screen reader clicks without a pointer: `confirm` asks instead of holding. */
export function holdEvents(hold: Hold, confirm: () => void) {
  return {
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0) return;
      (event.currentTarget as Element).setPointerCapture?.(event.pointerId);
      hold.start();
    },
    onPointerUp: hold.stop,
    onPointerCancel: hold.stop,
    onLostPointerCapture: hold.stop,
    onContextMenu: (event: Event) => event.preventDefault(),
    onClick(event: MouseEvent) {
      if (event.detail === 0) confirm();
    },
  };
}
