/** By which times of day: one is enough, up to six. */
import { MOST_TIMES } from '../../core/plan-schedule';
import { clockOf, minutesOf } from '../../core/wall-clock';
import { tp } from '../../locales/plan';
import { Button } from '../../ui/button';
import { FieldError } from '../../ui/form';
import { Icon } from '../../ui/icon';
import { TimeField } from '../settings/time-field';

interface Props {
  times: readonly string[];
  error: string | undefined;
  onTimes: (times: string[]) => void;
}

export function TimesField({ times, error, onTimes }: Props) {
  const single = times.length === 1;
  return (
    <fieldset class="field" data-field="times">
      <legend>{tp('form.times')}</legend>
      <div class="plan-times">
        {times.map((time, index) => (
          // The place in the list is what stays while a time is typed.
          <div class="plan-time" key={index}>
            <TimeField
              label={single ? tp('form.onlyTime') : tp('form.time', { count: index + 1 })}
              value={time}
              onTime={(next) => onTimes(times.map((other, place) => (place === index ? next : other)))}
            />
            {!single && (
              <Button
                class="btn-icon"
                aria-label={tp('form.removeTime', { time: time || String(index + 1) })}
                onClick={() => onTimes(times.filter((_, place) => place !== index))}
              >
                <Icon name="close" />
              </Button>
            )}
          </div>
        ))}
      </div>
      {error && <FieldError id="times-error">{error}</FieldError>}
      {times.length < MOST_TIMES && (
        <Button icon="plus" block onClick={() => onTimes([...times, another(times)])} data-testid="time-add">
          {tp('form.addTime')}
        </Button>
      )}
    </fieldset>
  );
}

/** Far enough from the others: usually ten hours after the last, nine and seven. */
function another(times: readonly string[]): string {
  const taken = times.map(minutesOf).filter((minute) => minute !== null);
  const free = (minute: number) =>
    taken.every((other) => {
      const apart = Math.abs(other - minute);
      return Math.min(apart, 24 * 60 - apart) >= 120;
    });
  const start = (taken.at(-1) ?? 9 * 60) + 10 * 60;
  for (let step = 0; step < 48; step += 1) {
    const minute = (start + step * 30) % (24 * 60);
    // Nobody is woken by a guess of ours.
    if (minute >= 7 * 60 && minute <= 22 * 60 && free(minute)) return clockOf(minute);
  }
  return '';
}
