/** The numbers to ring me and my family at, and whether I take part in drills. */
import { useState } from 'preact/hooks';

import { me, patchMe } from '../../core/session';
import { tm } from '../../locales/more';
import { Button } from '../../ui/button';
import { Field, FieldError } from '../../ui/form';
import { announce } from '../../ui/live';
import { Card } from '../../ui/surface';
import { Switch } from '../../ui/switch';

export function MyNumbers() {
  const [own, setOwn] = useState<string | null>(null);
  const [family, setFamily] = useState<string | null>(null);
  const [state, setState] = useState<'idle' | 'busy' | 'saved' | 'failed'>('idle');
  const plain = (typed: string) => typed.normalize('NFKC').trim();
  const save = async (event: Event) => {
    event.preventDefault();
    if ((own === null && family === null) || state === 'busy') return;
    setState('busy');
    try {
      await patchMe({
        ...(own !== null && { phone: plain(own) }),
        ...(family !== null && { family_phone: plain(family) }),
      });
      setState('saved');
      announce(tm('settings.saved'));
    } catch {
      setState('failed');
    }
  };
  const type = (keep: (typed: string) => void) => (typed: string) => {
    keep(typed);
    setState('idle');
  };
  return (
    <Card title={tm('settings.me')}>
      <form class="stack" onSubmit={(event) => void save(event)}>
        <Field
          label={tm('own.phone')}
          hint={tm('own.phoneHint')}
          type="tel"
          inputMode="tel"
          autoComplete="tel"
          maxLength={20}
          value={own ?? me.value?.phone ?? ''}
          onInput={type(setOwn)}
        />
        <Field
          label={tm('settings.family')}
          hint={tm('settings.familyHint')}
          type="tel"
          inputMode="tel"
          autoComplete="off"
          maxLength={20}
          value={family ?? me.value?.family_phone ?? ''}
          onInput={type(setFamily)}
        />
        {state === 'failed' && <FieldError id="numbers-error">{tm('settings.saveFailed')}</FieldError>}
        <Button type="submit" busy={state === 'busy'} {...(state === 'saved' && { icon: 'check' as const })}>
          {tm(state === 'saved' ? 'settings.saved' : 'settings.save')}
        </Button>
      </form>
    </Card>
  );
}

export function DrillSwitch() {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const change = async (on: boolean) => {
    setBusy(true);
    setFailed(false);
    try {
      await patchMe({ drill_ok: on });
    } catch {
      setFailed(true);
    }
    setBusy(false);
  };
  return (
    <Card>
      <div class="row between duty-row">
        <span class="strong grow">{tm('own.drill')}</span>
        <Switch
          label={tm('own.drill')}
          on={me.value?.drill_ok === true}
          busy={busy}
          onChange={(on) => void change(on)}
        />
      </div>
      <p class="small muted">{tm('own.drillHint')}</p>
      {failed && <FieldError id="drill-error">{tm('settings.saveFailed')}</FieldError>}
    </Card>
  );
}
