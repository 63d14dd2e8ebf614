/** The number to call when a request for help cannot go out. */
import { useState } from 'preact/hooks';

import { me, patchMe } from '../../core/session';
import { tm } from '../../locales/more';
import { Button } from '../../ui/button';
import { Field, FieldError } from '../../ui/form';
import { announce } from '../../ui/live';
import { Card } from '../../ui/surface';

export function FamilyPhone() {
  const [typed, setTyped] = useState<string | null>(null);
  const [state, setState] = useState<'idle' | 'busy' | 'saved' | 'failed'>('idle');
  const save = async (event: Event) => {
    event.preventDefault();
    if (typed === null || state === 'busy') return;
    setState('busy');
    try {
      await patchMe({ family_phone: typed.normalize('NFKC').trim() || null });
      setState('saved');
      announce(tm('settings.saved'));
    } catch {
      setState('failed');
    }
  };
  return (
    <Card title={tm('settings.me')}>
      <form class="stack" onSubmit={(event) => void save(event)}>
        <Field
          label={tm('settings.family')}
          hint={tm('settings.familyHint')}
          type="tel"
          inputMode="tel"
          autoComplete="off"
          maxLength={20}
          value={typed ?? me.value?.family_phone ?? ''}
          onInput={(value) => {
            setTyped(value);
            setState('idle');
          }}
        />
        {state === 'failed' && <FieldError id="family-error">{tm('settings.saveFailed')}</FieldError>}
        <Button type="submit" busy={state === 'busy'} {...(state === 'saved' && { icon: 'check' as const })}>
          {tm(state === 'saved' ? 'settings.saved' : 'settings.save')}
        </Button>
      </form>
    </Card>
  );
}
