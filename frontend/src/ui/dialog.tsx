/** A question that must be answered before going on. */
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

import './css/dialog.css';

interface DialogProps {
  open: boolean;
  title: string;
  children?: ComponentChildren;
  /** Escape, or the person turned away. */
  onClose: () => void;
}

export function Dialog({ open, title, children, onClose }: DialogProps) {
  const box = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    if (open && !box.current?.open) box.current?.showModal();
    if (!open && box.current?.open) box.current.close();
  }, [open]);
  if (!open) return null;
  return (
    <dialog class="dialog" ref={box} aria-labelledby={id} onClose={onClose}>
      <div class="stack">
        <h2 id={id} class="lead" tabIndex={-1}>
          {title}
        </h2>
        {children}
      </div>
    </dialog>
  );
}
