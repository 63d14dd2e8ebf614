/** Puts the keyboard back where it was when a dialog goes away. */
import { useEffect } from 'preact/hooks';

export function useReturnFocus(): void {
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
}
