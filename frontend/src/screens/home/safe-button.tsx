/** The large "I'm OK" with what became of the tap: saved here, then sent, with its time. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

import { formatTime, t } from '../../core/i18n';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { announce } from '../../ui/live';
import { sameDay, safe, saySafe, type Safe } from './safe';

function words(phase: Safe['phase']): string {
  if (phase === 'saving') return t('home.safeSaving');
  if (phase === 'saved') return t('home.safeSaved');
  return phase === 'sent' ? t('home.safeSent') : t('home.safeFailed');
}

/** Today's tap, or nothing. */
export function safeToday(): Safe | null {
  return safe.value && sameDay(safe.value.at, Date.now()) ? safe.value : null;
}

/** `line`: what is promised, for whoever promised something. */
export function SafeButton({ small, line }: { small?: boolean; line?: ComponentChildren }) {
  const today = safeToday();
  const phase = today?.phase;
  const spoken = useRef(phase);
  useEffect(() => {
    if (phase && phase !== spoken.current) announce(words(phase), phase === 'failed' ? 'urgent' : 'polite');
    spoken.current = phase;
  }, [phase]);
  const tap = () => {
    navigator.vibrate?.(60);
    void saySafe();
  };
  return (
    <div class="safe">
      {small ? (
        <Button block icon="check" onClick={tap} data-testid="safe">
          {t('home.meToo')}
        </Button>
      ) : (
        <Button kind="primary" size="l" block class="safe-button" onClick={tap} data-testid="safe">
          <Icon name="check" size="l" />
          {t('home.safe')}
        </Button>
      )}
      {today ? (
        <p class={`safe-state safe-${today.phase}`} data-testid="safe-state" data-phase={today.phase}>
          <Icon name={today.phase === 'sent' ? 'check' : today.phase === 'failed' ? 'alert' : 'device'} />
          <span>
            <strong>{words(today.phase)}</strong>
            {today.phase !== 'failed' && <time> · {formatTime(today.at)}</time>}
            {today.phase === 'saved' && <span class="small muted"> {t('home.safeSavedHint')}</span>}
          </span>
        </p>
      ) : (
        !small && !line && <p class="muted centre">{t('home.safeHint')}</p>
      )}
      {line}
    </div>
  );
}
