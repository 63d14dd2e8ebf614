/** What must not be overlooked about those who go: a silence, a home visited alone, calls taken back again and again. */
import { Icon } from '../ui';
import type { BoardAlert } from './contract';
import { say } from './texts';

export function Alarms({ alert, takenBack = 0 }: { alert: BoardAlert; takenBack?: number }) {
  const silent = alert.told.filter((one) => one.silent_at);
  const over = alert.closed_at !== null;
  return (
    <>
      {silent.map(({ name }) => (
        <Alarm key={name} text={say('alarm.silent', { name })} />
      ))}
      {!over && alert.second_missing_at && <Alarm text={say('alarm.secondMissing')} />}
      {!over && alert.quiet && <Alarm text={say('alarm.quiet')} />}
      {takenBack > 0 && <p class="small muted">{say('alarm.takenBack', { count: takenBack })}</p>}
    </>
  );
}

function Alarm({ text }: { text: string }) {
  return (
    <p class="desk-call" role="alert">
      <Icon name="alert" />
      <strong>{text}</strong>
    </p>
  );
}
