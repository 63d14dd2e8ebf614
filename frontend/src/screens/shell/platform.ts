/** Which steps put the app on this phone's home screen. */
import { signal } from '@preact/signals';

export type Platform = 'ios' | 'samsung' | 'android' | 'desktop';

export function platformOf(
  agent: string = navigator.userAgent,
  touch: number = navigator.maxTouchPoints,
): Platform {
  if (/iPhone|iPad/.test(agent) || (/Macintosh/.test(agent) && touch > 1)) return 'ios';
  if (/SamsungBrowser/.test(agent)) return 'samsung';
  return /Android/.test(agent) ? 'android' : 'desktop';
}

export function isInstalled(): boolean {
  return (
    matchMedia('(display-mode: standalone)').matches ||
    (navigator as { standalone?: boolean }).standalone === true
  );
}

interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}
/** The browser's own offer, when it has made one. */
export const installOffer = signal<InstallPrompt | null>(null);

/** Keeps the browser's offer for when the person asks for it. */
export function watchInstallOffer(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    installOffer.value = event as InstallPrompt;
  });
  addEventListener('appinstalled', () => {
    installOffer.value = null;
  });
}
