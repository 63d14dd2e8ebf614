/** Each consent with its state: a switch to pause, and a way to stop it for good. */
import { useState } from 'preact/hooks';

import type { ConsentKind, ConsentState } from '../../api/types';
import { formatDay } from '../../core/i18n';
import { me, setConsent } from '../../core/session';
import { tm } from '../../locales/more';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { FieldError } from '../../ui/form';
import { announce } from '../../ui/live';
import { Tag } from '../../ui/surface';
import { Switch } from '../../ui/switch';

const KINDS: readonly ConsentKind[] = ['location', 'alerts', 'home_disclosure', 'photos', 'company'];
const TONES = { granted: 'good', paused: 'warn', withdrawn: 'plain', none: 'plain' } as const;

export function ConsentRows() {
  const [busy, setBusy] = useState<ConsentKind | null>(null);
  const [failed, setFailed] = useState<ConsentKind | null>(null);
  const [asking, setAsking] = useState<ConsentKind | null>(null);
  const change = async (kind: ConsentKind, state: ConsentState) => {
    setBusy(kind);
    setFailed(null);
    try {
      await setConsent(kind, state);
      announce(`${tm(`settings.consent.${kind}`)}: ${tm(`settings.state.${state}`)}`);
    } catch {
      setFailed(kind);
    }
    setBusy(null);
  };
  return (
    <>
      <ul class="rows">
        {KINDS.map((kind) => {
          const consent = me.value?.consents.find((each) => each.kind === kind);
          const state = consent?.state ?? 'none';
          const name = tm(`settings.consent.${kind}`);
          return (
            <li key={kind} class="consent-row">
              <div class="row between duty-row">
                <span class="strong grow">{name}</span>
                <Switch
                  label={name}
                  on={state === 'granted'}
                  busy={busy === kind}
                  onChange={(on) => void change(kind, on ? 'granted' : 'paused')}
                />
              </div>
              <div class="row between">
                <span class="row small consent-state">
                  <Tag tone={TONES[state]}>{tm(`settings.state.${state}`)}</Tag>
                  {consent && (
                    <span class="muted">{tm('settings.since', { day: formatDay(consent.since) })}</span>
                  )}
                </span>
                {(state === 'granted' || state === 'paused') && (
                  <Button
                    kind="quiet"
                    onClick={() => setAsking(kind)}
                    aria-label={`${name}: ${tm('settings.withdraw')}`}
                  >
                    {tm('settings.withdraw')}
                  </Button>
                )}
              </div>
              {failed === kind && (
                <FieldError id={`consent-${kind}`}>{tm('settings.consentFailed')}</FieldError>
              )}
            </li>
          );
        })}
      </ul>
      <Dialog
        open={asking !== null}
        title={asking ? tm('settings.withdrawAsk', { what: tm(`settings.consent.${asking}`) }) : ''}
        onClose={() => setAsking(null)}
      >
        <p>{tm('settings.withdrawText')}</p>
        <Button
          kind="danger"
          block
          onClick={() => {
            if (asking) void change(asking, 'withdrawn');
            setAsking(null);
          }}
        >
          {tm('settings.withdrawYes')}
        </Button>
        <Button block onClick={() => setAsking(null)}>
          {tm('settings.withdrawNo')}
        </Button>
      </Dialog>
    </>
  );
}
