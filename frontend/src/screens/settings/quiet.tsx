/** Hours in which no call for help wakes me. */
import { useState } from 'preact/hooks';

import { me, patchMe } from '../../core/session';
import { clockOf } from '../../core/wall-clock';
import { tm } from '../../locales/more';
import { Button } from '../../ui/button';
import { FieldError } from '../../ui/form';
import { announce } from '../../ui/live';
import { Card } from '../../ui/surface';
import { Switch } from '../../ui/switch';
import { Screen } from '../shell/screen';
import { quietFrom, USUAL } from './quiet-rules';
import './settings.css';
import { TimeField } from './time-field';

export default function Quiet() {
  const kept = me.value?.quiet_hours ?? null;
  const [on, setOn] = useState(kept !== null);
  const [from, setFrom] = useState(clockOf((kept ?? USUAL).from_min));
  const [until, setUntil] = useState(clockOf((kept ?? USUAL).until_min));
  const [buddies, setBuddies] = useState((kept ?? USUAL).but_buddies);
  const [state, setState] = useState<'idle' | 'busy' | 'saved' | 'failed' | 'same'>('idle');
  const change = (what: () => void) => {
    what();
    setState('idle');
  };
  const save = async (event: Event) => {
    event.preventDefault();
    if (state === 'busy') return;
    const hours = quietFrom(from, until, buddies);
    if (on && hours === null) return setState('same');
    setState('busy');
    try {
      await patchMe({ quiet_hours: on ? hours : null });
      setState('saved');
      announce(tm('settings.saved'));
    } catch {
      setState('failed');
    }
  };
  return (
    <Screen title={tm('quiet.title')} back={{ href: '/settings', label: tm('more.settings') }}>
      <p class="muted">{tm('quiet.text')}</p>
      <form class="stack" noValidate onSubmit={(event) => void save(event)}>
        <Card>
          <div class="row between duty-row">
            <span>{tm('quiet.on')}</span>
            <Switch label={tm('quiet.on')} on={on} onChange={(next) => change(() => setOn(next))} />
          </div>
          {on && (
            <>
              <div class="quiet-times">
                <TimeField label={tm('quiet.from')} value={from} onTime={(at) => change(() => setFrom(at))} />
                <TimeField
                  label={tm('quiet.until')}
                  value={until}
                  onTime={(at) => change(() => setUntil(at))}
                />
              </div>
              <div class="row between duty-row">
                <span>{tm('quiet.buddies')}</span>
                <Switch
                  label={tm('quiet.buddies')}
                  on={buddies}
                  onChange={(next) => change(() => setBuddies(next))}
                />
              </div>
            </>
          )}
        </Card>
        {state === 'same' && <FieldError id="quiet-error">{tm('quiet.same')}</FieldError>}
        {state === 'failed' && <FieldError id="quiet-error">{tm('settings.saveFailed')}</FieldError>}
        <Button
          kind="primary"
          size="l"
          block
          type="submit"
          busy={state === 'busy'}
          {...(state === 'saved' && { icon: 'check' as const })}
        >
          {tm(state === 'saved' ? 'settings.saved' : 'settings.save')}
        </Button>
      </form>
    </Screen>
  );
}
