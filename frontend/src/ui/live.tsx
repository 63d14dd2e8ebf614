/** The one place that speaks to screen readers: each message once. */
import { signal } from '@preact/signals';

const polite = signal('');
const urgent = signal('');

/** Says it once; the same words again within the moment are not repeated. */
export function announce(text: string, manner: 'polite' | 'urgent' = 'polite'): void {
  const place = manner === 'urgent' ? urgent : polite;
  if (place.value === text) return;
  place.value = text;
  // Emptied afterwards, so that the same words can be spoken the next time they are true.
  setTimeout(() => {
    if (place.value === text) place.value = '';
  }, 4000);
}

export function LiveRegions() {
  return (
    <>
      <p class="sr-only" role="status" data-testid="live-polite">
        {polite}
      </p>
      <p class="sr-only" role="alert" data-testid="live-urgent">
        {urgent}
      </p>
    </>
  );
}
