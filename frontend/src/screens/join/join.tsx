/** Signing in with the code from the coordinator. */
import { useLocation } from 'preact-iso/router';
import { useEffect, useState } from 'preact/hooks';

import { me, sessionState, signIn } from '../../core/session';
import { tm } from '../../locales/more';
import { Button, LinkButton } from '../../ui/button';
import { CODE_LENGTH, CodeInput, digitsOf } from '../../ui/code-input';
import { Notice } from '../../ui/surface';
import { isInstalled, platformOf } from '../shell/platform';
import { Screen } from '../shell/screen';
import { failureWords } from './failure';

/** `/join#4821903516`: taken over once, then gone from the address bar and the history. */
function codeInLink(): string {
  const digits = digitsOf(location.hash);
  if (location.hash) history.replaceState(history.state, '', location.pathname);
  return digits;
}

export default function Join() {
  const { route } = useLocation();
  const [code, setCode] = useState('');
  const [error, setError] = useState('');
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    const take = () => setCode((typed) => codeInLink() || typed);
    take();
    addEventListener('hashchange', take);
    return () => removeEventListener('hashchange', take);
  }, []);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    if (code.length < CODE_LENGTH) {
      setError(tm('join.short', { count: code.length }));
      return;
    }
    setBusy(true);
    setError('');
    try {
      const person = await signIn(code);
      route(person.consents.length === 0 && person.tier !== 'officer' ? '/consents' : '/', true);
    } catch (failure) {
      setError(failureWords(failure));
      setBusy(false);
    }
  };
  const installFirst = platformOf() === 'ios' && !isInstalled();
  return (
    <Screen title={tm(sessionState.value === 'expired' ? 'join.again' : 'join.title')}>
      {sessionState.value === 'in' && me.value && (
        <Notice tone="good" title={tm('join.already', { name: me.value.name })}>
          <div class="row">
            <LinkButton href="/">{tm('more.toHome')}</LinkButton>
          </div>
        </Notice>
      )}
      {installFirst && (
        <Notice title={tm('join.installFirst')}>
          <p>{tm('join.installFirstText')}</p>
          <div class="row">
            <LinkButton href="/settings/install">{tm('install.title')}</LinkButton>
          </div>
        </Notice>
      )}
      <form class="stack-l" noValidate onSubmit={(event) => void submit(event)}>
        <CodeInput
          value={code}
          error={error || undefined}
          onInput={(digits) => {
            setCode(digits);
            setError('');
          }}
        />
        <Button kind="primary" size="l" block type="submit" busy={busy}>
          {tm('join.go')}
        </Button>
      </form>
      <p class="muted">{tm('join.noCode')}</p>
    </Screen>
  );
}
