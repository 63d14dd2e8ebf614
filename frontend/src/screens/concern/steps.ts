/** The five honest steps of a call for help. */
import type { Alert, Coming } from '../../api/types';
import type { ConcernState } from '../../core/concern';
import { tm } from '../../locales/more';
import type { Step } from '../../ui/stepper';

export const STEP_WORDS = () => ({
  done: tm('concern.stepDone'),
  now: tm('concern.stepNow'),
  later: tm('concern.stepLater'),
  failed: tm('concern.stepFailed'),
});

/** What is known of a call for help, from this phone or from the server. */
export interface Progress {
  sent: boolean;
  notSent: boolean;
  refused: boolean;
  seenBy: number;
  coming: readonly Coming[];
  deskTold: boolean;
  resolved: boolean;
  /** False when the phone's storage refused it: it lives in the open page only. */
  durable: boolean;
}

export function progressOf(state: ConcernState): Progress {
  return {
    ...state,
    sent: state.alertId !== null || ['sent', 'seen', 'coming', 'resolved'].includes(state.phase),
    refused: state.phase === 'refused',
    resolved: state.phase === 'resolved',
  };
}

export function progressOfAlert(alert: Alert): Progress {
  return {
    sent: true,
    notSent: false,
    refused: false,
    seenBy: alert.progress?.seen_by ?? 0,
    coming: alert.progress?.coming ?? [],
    deskTold: alert.progress?.desk_told ?? false,
    resolved: alert.status === 'resolved',
    durable: true,
  };
}

const ON_THE_WAY = ['accepted', 'on_scene', 'done'];

/** Who is on the way, or has arrived. */
export function comingWords(state: Progress): string | null {
  const coming = state.coming.filter(({ status }) => ON_THE_WAY.includes(status));
  const there = coming.find(({ status }) => status === 'on_scene' || status === 'done');
  if (there) return tm('concern.onScene', { name: there.name });
  const [first] = coming;
  if (!first) return null;
  return coming.length === 1
    ? tm('concern.coming', { name: first.name })
    : tm('concern.comingMany', { name: first.name, count: coming.length });
}

/** Who does what; null while nobody is on the way. */
function roleWords(state: Progress): string | null {
  const words = state.coming.flatMap(({ name, status, role }) =>
    role && status === 'accepted' ? [tm(`visit.role.${role}`, { name })] : [],
  );
  return words.length > 0 ? words.join(' · ') : null;
}

/** "Sent" only after the server's receipt, "seen" only after somebody opened it: nothing is claimed early. */
export function stepsOf(state: Progress): Step[] {
  const { sent, resolved } = state;
  const coming = comingWords(state);
  const seen = state.seenBy > 0 || coming !== null;
  const done = [true, sent, seen, coming !== null, resolved];
  const current = done.indexOf(false);
  const at = (index: number) => (done[index] ? 'done' : index === current ? 'now' : 'later') as Step['state'];
  const seenTitle =
    state.seenBy > 0
      ? tm('concern.seen', { count: state.seenBy })
      : coming
        ? tm('concern.seen', { count: 1 })
        : tm('concern.seenLater');
  return [
    state.durable || sent
      ? { key: 'saved', icon: 'device', title: tm('concern.saved'), state: at(0) }
      : {
          key: 'saved',
          icon: 'device',
          title: tm('concern.notSaved'),
          detail: tm('concern.keepOpen'),
          state: 'failed',
        },
    {
      key: 'sent',
      icon: 'send',
      title: sent ? tm('concern.sent') : state.notSent ? tm('concern.notSentTitle') : tm('concern.savedNow'),
      detail: sent ? null : tm('concern.sentLater'),
      state: !sent && state.refused ? 'failed' : at(1),
    },
    {
      key: 'seen',
      icon: 'eye',
      title: seenTitle,
      detail: state.deskTold ? tm('concern.seenDesk') : null,
      state: at(2),
    },
    {
      key: 'coming',
      icon: 'walk',
      title: coming ?? tm('concern.comingLater'),
      detail: roleWords(state),
      state: at(3),
    },
    {
      key: 'resolved',
      icon: 'home',
      title: tm(resolved ? 'concern.resolved' : 'concern.resolvedLater'),
      state: at(4),
    },
  ];
}

/** The one sentence that is spoken when something changed. */
export function spokenOf(state: Progress): string {
  if (state.refused) return tm('concern.refusedTitle');
  if (state.notSent && !state.sent) return tm('concern.notSentTitle');
  return stepsOf(state).findLast((step) => step.state === 'done')?.title ?? '';
}
