/** Where the service worker asks this page to go after a tap on a notification. */

/** Called with a path of this app; answers how to stop. */
export function onNavigate(go: (path: string) => void): () => void {
  const listen = (event: MessageEvent<{ type?: string; path?: string }>) => {
    if (event.data?.type === 'navigate' && event.data.path?.startsWith('/')) go(event.data.path);
  };
  const workers = navigator.serviceWorker;
  workers?.addEventListener('message', listen);
  workers?.startMessages?.();
  return () => workers?.removeEventListener('message', listen);
}
