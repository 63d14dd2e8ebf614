/** Whether this walk counts as volunteer hours; only the server's word is told as settled. */
import type { PatrolHours } from '../../api/types';
import { tm } from '../../locales/more';
import { Notice } from '../../ui/surface';

const LOOK = {
  counting: { tone: 'info', icon: 'clock', text: 'walked.hours.countingText' },
  needs_confirmation: { tone: 'info', icon: 'clock', text: 'walked.hours.needsText' },
  not_counted: { tone: 'info', icon: 'walk', text: 'walked.hours.notText' },
} as const;

/** `hours` is null until the server was asked. */
export function HoursWord({ hours }: { hours: PatrolHours | null }) {
  const state = hours?.state ?? 'counting';
  if (state === 'confirmed') {
    return (
      <Notice tone="good" icon="check" title={tm('walked.hours.confirmed')} role="status">
        <p>{tm('walked.hours.confirmedText', { count: hours?.minutes ?? 0 })}</p>
      </Notice>
    );
  }
  const { tone, icon, text } = LOOK[state];
  return (
    <Notice tone={tone} icon={icon} title={tm(`walked.hours.${state}`)} role="status">
      <p>{hours?.why || tm(text)}</p>
    </Notice>
  );
}
