/** May those who walk together know each other's names? Asked once, when there is somebody to know. */
import { useState } from 'preact/hooks';

import { getValue, setValue } from '../../core/db';
import { me, setConsent } from '../../core/session';
import { tt } from '../../locales/together';
import { Button } from '../../ui/button';
import { FieldError } from '../../ui/form';
import { announce } from '../../ui/live';
import { Notice } from '../../ui/surface';
import { useLoaded } from '../shell/use-loaded';

const KEY = 'company-answered';

/** An answer given without a network is remembered here until the server has it. */
async function answeredHere(): Promise<boolean> {
  return (await getValue<string>(KEY)) === me.value?.id;
}

export function CompanyQuestion() {
  const asked = me.value?.consents.some((consent) => consent.kind === 'company') ?? true;
  const here = useLoaded(asked ? null : 'company', answeredHere);
  const [state, setState] = useState<'open' | 'busy' | 'failed' | 'saved' | 'declined'>('open');
  const answer = async (yes: boolean) => {
    setState('busy');
    try {
      await setConsent('company', yes ? 'granted' : 'withdrawn');
    } catch {
      if (yes) {
        setState('failed');
        return;
      }
      // Nothing is given without a yes, so a no needs no network to count.
      await setValue(KEY, me.value?.id).catch(() => {});
    }
    setState(yes ? 'saved' : 'declined');
    announce(tt(yes ? 'company.saved' : 'company.declined'));
  };
  if (state === 'saved' || state === 'declined')
    return (
      <Notice tone={state === 'saved' ? 'good' : 'info'}>
        <p>{tt(`company.${state}`)}</p>
      </Notice>
    );
  if (asked || here.data !== false) return null;
  return (
    <Notice icon="people" title={tt('company.title')} wide>
      <p>{tt('company.text')}</p>
      {state === 'failed' && <FieldError id="company-error">{tt('company.failed')}</FieldError>}
      <div class="pair">
        <Button
          block
          kind="primary"
          busy={state === 'busy'}
          onClick={() => void answer(true)}
          data-testid="company-yes"
        >
          {tt('company.yes')}
        </Button>
        <Button block busy={state === 'busy'} onClick={() => void answer(false)} data-testid="company-no">
          {tt('company.no')}
        </Button>
      </div>
    </Notice>
  );
}
