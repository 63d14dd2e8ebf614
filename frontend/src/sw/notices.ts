/** Shows what a push says. Something is always shown, or the browser takes the right to push away. */
import { call } from '../api/client';
import { announce } from '../core/channel';
import { worker } from './environment';

/** Declarative Web Push (`web_push` 8030) with our own part beside it. */
interface Payload {
  notification: { title: string; body: string; navigate: string; tag: string; lang: string; silent: boolean };
  modu: {
    kind: string;
    delivery_id: string | null;
    alert_id: string | null;
    /** A signed word: "I'm OK" for one promise and nothing else. */
    answer: string | null;
  };
}

export interface NoticeData {
  path: string;
  kind: string;
  alertId: string | null;
  answer?: string;
  /** The notification's language. */
  lang?: string;
}

/** Good news replaces the call quietly. */
const QUIET = ['not_needed', 'all_clear', 'found', 'looked', 'plan_over'];
/** Somebody may be waiting for an answer; what is of no such kind sounds as the phone's other news do. */
const CALLS = [
  'alert',
  'ask',
  'check',
  'coming',
  'desk',
  'missing',
  'moving',
  'plan_again',
  'plan_due',
  'plan_people',
  'test',
  'unknown',
];
/** They stay until somebody does something about them. */
const STAYS = ['alert', 'plan_again', 'plan_due'];
export const ICON = '/icons/icon-192.png';
export const BADGE = '/icons/badge-96.png';
const RECEIPT_AGAIN_MS = 2000;
/** The weekly look whether pushes arrive needs nobody: it goes by itself. */
const PROOF_SHOWN_MS = 20_000;

export interface RichOptions extends NotificationOptions {
  renotify?: boolean;
  vibrate?: number[];
  actions?: { action: string; title: string }[];
}

export async function showPush(data: PushMessageData | null): Promise<void> {
  const payload = readPayload(data);
  await Promise.all([
    show(payload).then(() => (payload.modu.answer ? closeAnswered() : undefined)),
    receipt(payload.modu.delivery_id),
  ]);
  announce({ kind: 'push', push: payload.modu.kind, alertId: payload.modu.alert_id });
  if (payload.modu.kind === 'proof') await closeLater(payload.notification.tag);
}

/** What was said of an earlier promise is of no use any more. */
async function closeAnswered(): Promise<void> {
  for (const shown of await worker.registration.getNotifications()) {
    if ((shown.data as NoticeData | null)?.kind === 'plan_answered') shown.close();
  }
}

async function closeLater(tag: string): Promise<void> {
  await new Promise((later) => setTimeout(later, PROOF_SHOWN_MS));
  for (const shown of await worker.registration.getNotifications({ tag })) shown.close();
}

/** Reads as much as can be read; the rest is filled in, neutral. */
export function readPayload(data: { json(): unknown } | null): Payload {
  let raw: { notification?: Partial<Payload['notification']>; modu?: Partial<Payload['modu']> } = {};
  try {
    raw = (data?.json() ?? {}) as typeof raw;
  } catch {
    // Not ours or broken: the person is told to look all the same.
  }
  const said = raw.notification ?? {};
  const text = (value: unknown, otherwise: string) =>
    typeof value === 'string' && value !== '' ? value : otherwise;
  return {
    notification: {
      title: text(said.title, '모두의 순찰대 · Modu Patrol'),
      body: text(said.body, '앱을 열어 확인해 주세요. Please open the app.'),
      navigate: text(said.navigate, '/'),
      tag: text(said.tag, 'modu'),
      lang: text(said.lang, 'ko'),
      silent: said.silent === true,
    },
    modu: {
      kind: text(raw.modu?.kind, 'unknown'),
      delivery_id: raw.modu?.delivery_id ?? null,
      alert_id: raw.modu?.alert_id ?? null,
      answer: typeof raw.modu?.answer === 'string' ? raw.modu.answer : null,
    },
  };
}

async function show({ notification, modu }: Payload): Promise<void> {
  const { title, body, tag, lang, navigate } = notification;
  const quiet = notification.silent || QUIET.includes(modu.kind);
  const data: NoticeData = {
    path: ownPath(navigate),
    kind: modu.kind,
    alertId: modu.alert_id,
    ...(modu.answer && { answer: modu.answer, lang }),
  };
  const options: RichOptions = {
    body,
    tag,
    lang,
    data,
    icon: ICON,
    badge: BADGE,
    silent: quiet,
    // The same topic replaces itself, but a next wave must be heard again.
    renotify: !quiet,
    requireInteraction: STAYS.includes(modu.kind),
    ...(!quiet && CALLS.includes(modu.kind) ? { vibrate: [300, 100, 300] } : {}),
    ...(modu.kind === 'ask' && { actions: [okAction('safe', lang)] }),
    ...(modu.answer && { actions: [okAction('answer', lang)] }),
  };
  try {
    await worker.registration.showNotification(title, options);
  } catch {
    // A browser that refuses one of the options still shows the plain text.
    await worker.registration.showNotification(title, { body, tag, data });
  }
}

function okAction(action: string, lang: string): { action: string; title: string } {
  return { action, title: lang === 'en' ? "I'm OK" : '괜찮아요' };
}

/** Only addresses of this app are opened, whatever a push says. */
function ownPath(address: string): string {
  try {
    const url = new URL(address, worker.location.origin);
    return url.origin === worker.location.origin ? url.pathname + url.search + url.hash : '/';
  } catch {
    return '/';
  }
}

/** Tells the server that it came: the desk sees who can be reached. */
async function receipt(deliveryId: string | null): Promise<void> {
  if (!deliveryId) return;
  const post = () =>
    call('POST', `/api/deliveries/${encodeURIComponent(deliveryId)}/received`, { timeoutS: 10 });
  try {
    await post();
  } catch {
    await new Promise((later) => setTimeout(later, RECEIPT_AGAIN_MS));
    await post().catch(() => {}); // a push is a hint; the app's own answer counts
  }
}
