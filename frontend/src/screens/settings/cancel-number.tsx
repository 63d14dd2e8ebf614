/** The two numbers for taking a call for help back: one that does, one for whoever is forced. */
import { useState } from 'preact/hooks';

import { ApiError, call } from '../../api/client';
import { me, refreshMe } from '../../core/session';
import { tm } from '../../locales/more';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { announce } from '../../ui/live';
import { PinPad } from '../../ui/pin-pad';
import { Notice } from '../../ui/surface';
import { Screen } from '../shell/screen';

type Doing = 'set' | 'change' | 'off';
type Step = 'current' | 'newFirst' | 'newSecond';
const STEPS: Record<Doing, readonly Step[]> = {
  set: ['newFirst', 'newSecond'],
  change: ['current', 'newFirst', 'newSecond'],
  off: ['current'],
};

export default function CancelNumber() {
  const on = me.value?.cancel_pin === 'on';
  const [doing, setDoing] = useState<Doing | null>(null);
  const [typed, setTyped] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [done, setDone] = useState('');
  const begin = (what: Doing | null) => {
    setDoing(what);
    setTyped([]);
    setProblem(undefined);
    setDone('');
  };
  const take = async (pin: string) => {
    if (doing === null) return;
    const all = [...typed, pin];
    if (all.length < STEPS[doing].length) return setTyped(all);
    setBusy(true);
    try {
      await send(doing, all);
      await refreshMe().catch(() => null); // what it says next time is true all the same
      const words = tm(doing === 'off' ? 'pin.turnedOff' : 'pin.saved');
      begin(null);
      setDone(words);
      announce(words);
    } catch (error) {
      setTyped([]);
      setProblem((error instanceof ApiError && error.problem?.detail) || tm('pin.failed'));
    } finally {
      setBusy(false);
    }
  };
  const step = doing === null ? null : (STEPS[doing][typed.length] ?? null);
  return (
    <Screen title={tm('pin.title')} back={{ href: '/settings', label: tm('more.settings') }}>
      <p>{tm('pin.text')}</p>
      <ol class="stack-s">
        <li>{tm('pin.first')}</li>
        <li>{tm('pin.second')}</li>
      </ol>
      <p class="muted">{tm('pin.learn')}</p>
      {done !== '' && (
        <Notice tone="good" icon="check" role="status">
          <p>{done}</p>
        </Notice>
      )}
      <Button
        kind="primary"
        size="l"
        block
        onClick={() => begin(on ? 'change' : 'set')}
        data-testid="pin-set"
      >
        {tm(on ? 'pin.change' : 'pin.set')}
      </Button>
      {on && (
        <Button block onClick={() => begin('off')}>
          {tm('pin.off')}
        </Button>
      )}
      <Dialog open={step !== null} title={tm(`pin.${step ?? 'current'}`)} onClose={() => begin(null)}>
        <PinPad key={step} onPin={(pin) => void take(pin)} busy={busy} error={problem} />
        <Button size="l" block onClick={() => begin(null)}>
          {tm('pin.back')}
        </Button>
      </Dialog>
    </Screen>
  );
}

function send(doing: Doing, typed: readonly string[]): Promise<unknown> {
  if (doing === 'off') return call('DELETE', '/api/me/cancel-pin', { body: { current: typed[0] } });
  const [other_pin, pin, current] = typed.toReversed();
  const body = { pin, other_pin, ...(current !== undefined && { current }) };
  return call('PUT', '/api/me/cancel-pin', { body });
}
