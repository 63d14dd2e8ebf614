/** Whether this walk counts as volunteer hours; only the server's word is told as settled. */
import type { PatrolHours } from '../../api/types';
import { tm } from '../../locales/more';
import { Notice } from '../../ui/surface';

/** What it is because of, in words; other reasons need none. */
function words({ state, why, minutes }: PatrolHours): string {
  const count = minutes ?? 0;
  if (state === 'confirmed') {
    if (why === 'checkpoints') return tm('walked.hours.byChecks', { count });
    return tm(why === 'coordinator' ? 'walked.hours.byDesk' : 'walked.hours.confirmedText', { count });
  }
  if (state === 'needs_confirmation') {
    if (why === 'imported') return tm('walked.hours.importedText');
    if (why === 'late') return tm('walked.hours.lateText');
    return tm(why === 'checkpoints' ? 'walked.hours.checksText' : 'walked.hours.needsText');
  }
  if (state === 'not_counted')
    return tm(why === 'coordinator' ? 'walked.hours.notByDesk' : 'walked.hours.notText');
  return tm('walked.hours.countingText');
}

const ICONS = {
  counting: 'clock',
  confirmed: 'check',
  needs_confirmation: 'clock',
  not_counted: 'walk',
} as const;

/** Nothing is settled until the server was asked. */
const UNKNOWN: PatrolHours = { state: 'counting', minutes: null };

export function HoursWord({ hours }: { hours: PatrolHours | null }) {
  const known = hours ?? UNKNOWN;
  return (
    <div data-testid="walk-hours" data-state={known.state}>
      <Notice
        tone={known.state === 'confirmed' ? 'good' : 'info'}
        icon={ICONS[known.state]}
        title={tm(`walked.hours.${known.state}`)}
        role="status"
      >
        <p>{words(known)}</p>
      </Notice>
    </div>
  );
}
