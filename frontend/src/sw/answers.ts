/**
 * "I'm OK" tapped on the question of a promise: kept on this phone, sent without signing in, and the notification says
 * what came of it. Without a network it says so, and is brought later: by the browser's background sync where there is
 * one, with the next push, and by the app when it is opened.
 */
import { type Answer, bringAnswers, countAnswers, keepAnswer, type Outcome } from '../core/plan-answers';
import { worker } from './environment';
import { BADGE, ICON, type NoticeData, type RichOptions } from './notices';

export const ANSWERS_TAG = 'modu-answers';

type Said = Outcome | 'noted';
const NAME = { ko: '모두의 순찰대', en: 'Modu Patrol' };
/** As neutral as every text on a lock screen. */
const WORDS: Record<'ko' | 'en', Record<Said, string>> = {
  ko: {
    kept: '전해졌어요. 고맙습니다.',
    over: '이미 마무리됐어요. 더 하실 일은 없어요.',
    refused: '이 알림으로는 답을 받을 수 없어요. 눌러서 앱에서 알려 주세요.',
    noted: '이 휴대폰에 적어 뒀어요. 아직 전해지지 않았어요. 연결되면 보낼게요.',
  },
  en: {
    kept: 'We heard you. Thank you.',
    over: 'This is settled already. There is nothing more to do.',
    refused: 'This notification cannot take your answer. Tap to answer in the app.',
    noted: 'Saved on this phone, not sent yet. It goes out once connected.',
  },
};

/** Answers false when nothing could be kept and nothing was sent: the app has to open. */
export async function answerPromise(notification: Notification, token: string): Promise<boolean> {
  const answer: Answer = {
    token,
    at: Date.now(),
    tag: notification.tag,
    lang: (notification.data as NoticeData).lang ?? 'ko',
  };
  try {
    await keepAnswer(answer);
  } catch {
    return false;
  }
  await bringKeptAnswers();
  const waits = (await countAnswers().catch(() => 0)) > 0;
  if (!waits) return true;
  await show(answer, 'noted');
  await askToBeWoken();
  return true;
}

/** Sends what waits and says what each came to. Never throws: what is not sent stays kept. */
export async function bringKeptAnswers(): Promise<void> {
  const told = await bringAnswers().catch(() => []);
  for (const { answer, outcome } of told) await show(answer, outcome);
}

/** Failing asks to be woken again. */
export async function answersFromBackground(): Promise<void> {
  await bringKeptAnswers();
  if ((await countAnswers()) > 0) throw new Error('answers are not sent yet');
}

async function show({ tag, lang }: Answer, said: Said): Promise<void> {
  const words = lang === 'en' ? 'en' : 'ko';
  const data: NoticeData = {
    path: '/',
    kind: said === 'noted' ? 'plan_noted' : 'plan_answered',
    alertId: null,
  };
  const options: RichOptions = {
    body: WORDS[words][said],
    tag,
    lang: words,
    data,
    icon: ICON,
    badge: BADGE,
    // Only what asks for something more is heard.
    silent: said !== 'refused',
    renotify: said === 'refused',
  };
  await worker.registration.showNotification(NAME[words], options);
}

interface SyncRegistration {
  sync?: { register(tag: string): Promise<void> };
}

async function askToBeWoken(): Promise<void> {
  try {
    await (worker.registration as SyncRegistration).sync?.register(ANSWERS_TAG);
  } catch {
    // Not every browser has it: the next push and the opened app bring it.
  }
}
