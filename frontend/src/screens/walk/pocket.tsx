/** A nearly black screen that stays on, so that the way is recorded in a pocket; holding it wakes it. */
import { useEffect, useRef, useState } from 'preact/hooks';

import { formatDistance, formatDuration } from '../../core/i18n';
import type { WalkState } from '../../core/walk';
import { tm } from '../../locales/more';
import { useNow } from '../../ui/use-now';

const WAKE_MS = 900;

export function Pocket({ state, onWake }: { state: WalkState; onWake: () => void }) {
  const now = useNow();
  const [holding, setHolding] = useState(false);
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    box.current?.showModal();
    // Hides the browser's own bars where it may; the screen works without.
    void document.documentElement.requestFullscreen?.().catch(() => {});
    return () => {
      if (document.fullscreenElement) void document.exitFullscreen();
    };
  }, []);
  useEffect(() => {
    if (!holding) return;
    const timer = setTimeout(() => {
      navigator.vibrate?.(60);
      onWake();
    }, WAKE_MS);
    return () => clearTimeout(timer);
  }, [holding, onWake]);
  return (
    <dialog
      ref={box}
      class={`pocket ${holding ? 'pocket-waking' : ''}`}
      aria-label={tm('walk.pocket')}
      onCancel={onWake}
    >
      <button
        type="button"
        class="pocket-face"
        onPointerDown={() => setHolding(true)}
        onPointerUp={() => setHolding(false)}
        onPointerCancel={() => setHolding(false)}
        onPointerLeave={() => setHolding(false)}
        onContextMenu={(event: Event) => event.preventDefault()}
        // A key or a screen reader wakes it without holding.
        onClick={(event: MouseEvent) => {
          if (event.detail === 0) onWake();
        }}
      >
        <span class="pocket-time num">{formatDuration(now - state.startedAt)}</span>
        <span class="num">{formatDistance(state.distanceM)}</span>
        <span>{tm('walk.pocketHold')}</span>
      </button>
    </dialog>
  );
}
