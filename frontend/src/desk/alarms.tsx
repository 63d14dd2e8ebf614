/** What must not be overlooked: a cancel that was forced, a silence, a home visited alone, calls taken back again and again. */
import { Icon, LinkButton, Notice } from '../ui';
import type { BoardAlert, DeskAlert } from './contract';
import { say } from './texts';

type Cries = DeskAlert['cries'];

export function Alarms({
  alert,
  takenBack = 0,
  cries,
}: {
  alert: BoardAlert;
  takenBack?: number;
  cries?: Cries;
}) {
  const silent = alert.told.filter((one) => one.silent_at);
  const over = alert.closed_at !== null;
  return (
    <>
      {!over && alert.duress_at && (
        <Notice tone="danger" role="alert" title={say('duress.title')}>
          <p>{say('duress.what')}</p>
          <p>
            <LinkButton icon="phone" href="tel:112">
              112
            </LinkButton>
          </p>
        </Notice>
      )}
      {silent.map(({ name }) => (
        <Alarm key={name} text={say('alarm.silent', { name })} />
      ))}
      {!over && alert.second_missing_at && <Alarm text={say('alarm.secondMissing')} />}
      {!over && alert.quiet && <Alarm text={say('alarm.quiet')} />}
      {cries && cries.taken_back + cries.nobody_found > 0 ? (
        <p class="small muted">
          {say('alarm.cries', { raised: cries.raised, taken: cries.taken_back, nobody: cries.nobody_found })}
        </p>
      ) : (
        takenBack > 0 && <p class="small muted">{say('alarm.takenBack', { count: takenBack })}</p>
      )}
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
