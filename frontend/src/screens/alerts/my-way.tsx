/** While I go: my place is shown to the person and the desk. Said plainly, with a switch for this visit. */
import { useEffect, useState } from 'preact/hooks';

import type { Alert } from '../../api/types';
import { allowMyWay, hideMyWay, isHidden, showing, showMyWay, type Showing } from '../../core/my-way';
import { me } from '../../core/session';
import { tm } from '../../locales/more';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Switch } from '../../ui/switch';

function wordsOf(on: boolean, state: Showing): string {
  if (!on) return tm(state === 'left' ? 'way.left' : 'way.off');
  if (state === 'shown') return tm('way.shown');
  if (state === 'denied') return tm('way.denied');
  if (state === 'lost') return tm('way.lost');
  return tm(state === 'refused' ? 'way.refused' : 'way.waiting');
}

export function MyWay({ alert }: { alert: Alert }) {
  const agreed =
    me.value?.consents.some(({ kind, state }) => kind === 'location' && state === 'granted') ?? false;
  /** Null until the phone has said what I chose before: nothing is sent meanwhile. */
  const [chosen, setOn] = useState<boolean | null>(null);
  useEffect(() => void isHidden(alert.id).then((hidden) => setOn((known) => known ?? !hidden)), [alert.id]);
  const on = chosen ?? true;
  const sends = agreed && chosen === true;
  useEffect(() => (sends ? showMyWay(alert.id) : undefined), [alert.id, sends]);
  const change = (next: boolean) => {
    setOn(next);
    if (next) void allowMyWay();
    else void hideMyWay(alert.id);
  };
  if (!agreed) {
    return (
      <p class="small muted" data-testid="my-way" data-state="no-consent">
        {tm('way.noConsent')} <a href="/settings">{tm('way.toSettings')}</a>
      </p>
    );
  }
  const state = showing.value;
  return (
    <section class="my-way" data-testid="my-way" data-state={on ? state : 'off'}>
      <Icon name="pin" />
      <div class="grow">
        <details>
          <summary>
            <span class="strong">{tm('way.title')}</span>{' '}
            <span
              id="my-way-words"
              role="status"
              class={on && (state === 'lost' || state === 'denied') ? 'is-warn' : 'muted'}
            >
              {wordsOf(on, state)}
            </span>
          </summary>
          <p class="muted">{tm('way.who')}</p>
        </details>
        {!on && state === 'left' && (
          <Button onClick={() => void hideMyWay(alert.id)}>{tm('way.forget')}</Button>
        )}
      </div>
      <Switch label={tm('way.title')} on={on} onChange={change} describedBy="my-way-words" />
    </section>
  );
}
