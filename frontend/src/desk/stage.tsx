/** Which step of asking an alert has reached, and when the next one comes. */
import { formatDuration } from '../core/i18n';
import { Icon } from '../ui';
import { secondsUntil } from './ages';
import { needsTheDesk } from './board';
import { serverNow } from './clock';
import type { BoardAlert } from './contract';
import { say } from './texts';

/** A step further away than this is only the alert's own end, not something to wait for. */
const NOT_A_STEP_S = 3600;

export function Stage({ alert }: { alert: BoardAlert }) {
  if (alert.duress_at) return <Call text={say('duress.do')} />;
  if (alert.late || alert.quiet) return <Call text={say('alert.lateDo')} />;
  const atDesk = alert.desk_told_at !== null;
  const steps = [
    ...Array.from({ length: alert.waves }, (_, index) => ({
      word: say('stage.wave', { count: index + 1 }),
      reached: alert.wave > index,
      now: !atDesk && alert.wave === index + 1,
    })),
    { word: say('stage.desk'), reached: atDesk, now: atDesk },
  ];
  const toDesk = needsTheDesk(alert);
  return (
    <div class="desk-stage">
      <ol class="desk-steps" aria-label={say('stage.title')}>
        {steps.map((step) => (
          <li
            key={step.word}
            class={step.reached ? 'is-reached' : ''}
            {...(step.now && { 'aria-current': 'step' as const })}
          >
            {step.word}
          </li>
        ))}
      </ol>
      {toDesk && <Call text={say('stage.desknow')} />}
      {(!toDesk || alert.wave < alert.waves) && <NextStep at={alert.next_step_at} />}
    </div>
  );
}

function NextStep({ at }: { at: string | null }) {
  const left = at === null ? Infinity : secondsUntil(at, serverNow.value);
  if (left > NOT_A_STEP_S) return <p class="desk-next muted">{say('stage.enough')}</p>;
  return (
    <p class="desk-next">
      <Icon name="clock" size="s" />
      <span class="num">
        {left === 0 ? say('stage.due') : say('stage.next', { clock: formatDuration(left * 1000) })}
      </span>
    </p>
  );
}

function Call({ text }: { text: string }) {
  return (
    <p class="desk-call">
      <Icon name="phone" />
      <span>{text}</span>
    </p>
  );
}
