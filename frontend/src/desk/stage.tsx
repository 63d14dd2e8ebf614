/** Which step of asking an alert has reached, and when the next one comes. */
import { formatDuration } from '../core/i18n';
import { Icon } from '../ui';
import { secondsUntil } from './ages';
import { needsTheDesk } from './board';
import { serverNow } from './clock';
import type { BoardAlert } from './contract';
import { say } from './texts';

const WAVES = 3;

export function Stage({ alert }: { alert: BoardAlert }) {
  if (alert.late) return <Call text={say('alert.lateDo')} />;
  const atDesk = alert.desk_told_at !== null;
  const waves = Math.max(WAVES, alert.wave);
  const steps = [
    ...Array.from({ length: waves }, (_, index) => ({
      word: say('stage.wave', { count: index + 1 }),
      reached: alert.wave > index,
      now: !atDesk && alert.wave === index + 1,
    })),
    { word: say('stage.desk'), reached: atDesk, now: atDesk },
  ];
  return (
    <div class="desk-stage">
      <ol class="desk-steps" aria-label={say('stage.title')}>
        {steps.map((step) => (
          <li
            key={step.word}
            class={step.reached ? 'is-reached' : ''}
            aria-current={step.now ? 'step' : undefined}
          >
            {step.word}
          </li>
        ))}
      </ol>
      {needsTheDesk(alert) ? <Call text={say('stage.desknow')} /> : <NextStep alert={alert} />}
    </div>
  );
}

function NextStep({ alert }: { alert: BoardAlert }) {
  if (alert.next_step_at === null) return <p class="desk-next muted">{say('stage.enough')}</p>;
  return <Countdown at={alert.next_step_at} />;
}

function Countdown({ at }: { at: string }) {
  const left = secondsUntil(at, serverNow.value);
  return (
    <p class="desk-next">
      <Icon name="clock" size="s" />
      <span class="num" role="timer" aria-live="off">
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
