/** How an alert stands and what is special about it, in words. */
import { type IconName, Tag, type Tone } from '../ui';
import { standing } from './board';
import { serverNow } from './clock';
import type { BoardAlert } from './contract';
import { say, sayOr, sayTime } from './texts';

const STANDING: Record<ReturnType<typeof standing>, [IconName, Tone]> = {
  unanswered: ['bell', 'danger'],
  coming: ['walk', 'info'],
  on_scene: ['door', 'good'],
};
const OVER = new Set(['resolved', 'cancelled', 'expired']);

export function isOver(alert: BoardAlert): boolean {
  return OVER.has(alert.status);
}

export function AlertTags({ alert, brief = false }: { alert: BoardAlert; brief?: boolean }) {
  return (
    <span class="desk-tags">
      {alert.drill && (
        <Tag icon="bell" tone="drill">
          {say('alert.drill')}
        </Tag>
      )}
      {alert.duress_at && !isOver(alert) && (
        <Tag icon="lock" tone="danger">
          {say('duress.tag')}
        </Tag>
      )}
      {isOver(alert) ? <Ending alert={alert} /> : <Standing alert={alert} />}
      {alert.told.some((one) => one.silent_at) && (
        <Tag icon="alert" tone="danger">
          {say('alarm.silentTag')}
        </Tag>
      )}
      {alert.late && (
        <Tag icon="clock" tone="warn">
          {say('alert.late')}
        </Tag>
      )}
      {alert.desk_told_at !== null && !isOver(alert) && !brief && (
        <Tag icon="desk" tone="warn">
          {say('alert.deskTold', { time: sayTime(alert.desk_told_at, serverNow.value) })}
        </Tag>
      )}
    </span>
  );
}

function Standing({ alert }: { alert: BoardAlert }) {
  const now = standing(alert);
  const [icon, tone] = STANDING[now];
  return (
    <Tag icon={icon} tone={tone}>
      {say(`standing.${now}`)}
    </Tag>
  );
}

function Ending({ alert }: { alert: BoardAlert }) {
  const word = sayOr(`status.${alert.status}`, 'status.resolved');
  const outcome = alert.outcome ? sayOr(`outcome.${alert.outcome}`, 'outcome.other') : null;
  return (
    <Tag
      icon={alert.status === 'expired' ? 'clock' : 'check'}
      tone={alert.status === 'expired' ? 'warn' : 'good'}
    >
      {alert.status === 'resolved' && outcome ? outcome : word}
    </Tag>
  );
}
