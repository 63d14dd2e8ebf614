/** A nearly black screen that stays on, so that the way is recorded in a pocket; a long swipe or a key wakes it. */
import { useEffect, useRef, useState } from 'preact/hooks';

import { formatTime } from '../../core/i18n';
import type { WalkState } from '../../core/walk';
import { tm } from '../../locales/more';
import { useNow } from '../../ui/use-now';
import { isSwipe, lifted, type Touch } from './swipe';

const HINT_MS = 6000;

/** What is true just now; calm words, because nobody looks. */
export function pocketWords(state: Pick<WalkState, 'saved' | 'gps' | 'wakeLock'>): string {
  if (state.saved === 'failed') return tm('walk.pocketUnsaved');
  if (state.wakeLock !== 'on') return tm('walk.pocketLock');
  return tm(state.gps === 'ok' || state.gps === 'weak' ? 'walk.pocketOn' : 'walk.pocketLooking');
}

const touchOf = ({ clientX: x, clientY: y, timeStamp: at }: PointerEvent): Touch => ({ x, y, at });

export function Pocket({ state, onWake }: { state: WalkState; onWake: () => void }) {
  const now = useNow(10_000);
  const box = useRef<HTMLDialogElement>(null);
  const face = useRef<HTMLButtonElement>(null);
  const begun = useRef<Touch | null>(null);
  const [touched, setTouched] = useState(0);
  const [hint, setHint] = useState(true);
  useEffect(() => {
    box.current?.showModal();
    // Hides the browser's own bars where it may; the screen works without.
    void document.documentElement.requestFullscreen?.().catch(() => {});
    return () => {
      if (document.fullscreenElement) void document.exitFullscreen();
    };
  }, []);
  useEffect(() => {
    setHint(true);
    const timer = setTimeout(() => setHint(false), HINT_MS);
    return () => clearTimeout(timer);
  }, [touched]);
  const rise = (share: number) => face.current?.style.setProperty('--lifted', String(share));
  const end = (event: PointerEvent) => {
    const from = begun.current;
    begun.current = null;
    rise(0);
    if (!from || !isSwipe(from, touchOf(event), innerHeight)) return;
    navigator.vibrate?.(60);
    onWake();
  };
  return (
    <dialog ref={box} class="pocket" aria-label={tm('walk.pocket')} onCancel={onWake}>
      <button
        ref={face}
        type="button"
        class="pocket-face"
        data-testid="pocket"
        onPointerDown={(event: PointerEvent) => {
          // A second finger is a hand in a pocket.
          begun.current = event.isPrimary ? touchOf(event) : null;
          (event.currentTarget as Element).setPointerCapture?.(event.pointerId);
          setTouched((count) => count + 1);
        }}
        onPointerMove={(event: PointerEvent) =>
          begun.current && rise(lifted(begun.current, touchOf(event), innerHeight))
        }
        onPointerUp={end}
        onPointerCancel={() => {
          begun.current = null;
          rise(0);
        }}
        onContextMenu={(event: Event) => event.preventDefault()}
        // A key, a switch or a screen reader clicks without a pointer.
        onClick={(event: MouseEvent) => {
          if (event.detail === 0) onWake();
        }}
      >
        <span class="pocket-time num">{formatTime(now)}</span>
        <span class="pocket-on">
          <i aria-hidden="true" />
          {pocketWords(state)}
        </span>
        <span class={`pocket-hint ${hint ? '' : 'pocket-quiet'}`}>{tm('walk.pocketWake')}</span>
      </button>
    </dialog>
  );
}
