/** What a tap on a notification does. */
import { addItem } from '../core/outbox-store';
import { newItem } from '../core/outbox-item';
import { announce } from '../core/channel';
import { send } from '../core/sender';
import { answerPromise } from './answers';
import { worker } from './environment';
import type { NoticeData } from './notices';

export async function clicked(notification: Notification, action: string): Promise<void> {
  const data = notification.data as NoticeData | null;
  if (action === 'answer' && data?.answer) {
    // What came of it takes the notification's place; without any storage the app opens instead.
    if (await answerPromise(notification, data.answer)) return;
  }
  notification.close();
  if (action === 'safe') {
    // One tap, without opening or signing in again.
    const said = await sayOk().catch(() => false);
    if (said) return;
  }
  await open(data?.path ?? '/');
}

async function sayOk(): Promise<boolean> {
  await addItem(await newItem('check_in', { status: 'safe', context: 'home' }));
  announce({ kind: 'outbox-changed' });
  await send();
  return true;
}

/** An open page is told first, then brought to the front: some browsers refuse the focus. */
async function open(path: string): Promise<void> {
  const pages = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const page = pages.find((each) => each.visibilityState === 'visible') ?? pages[0];
  if (!page) {
    await worker.clients.openWindow(path);
    return;
  }
  page.postMessage({ type: 'navigate', path });
  await page.focus().catch(() => {});
}
