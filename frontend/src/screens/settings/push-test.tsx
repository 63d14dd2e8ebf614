/** A test notification, and whether it really came. */
import { useEffect, useState } from 'preact/hooks';

import { onNotice } from '../../core/channel';
import { formatTime } from '../../core/i18n';
import { testPush } from '../../core/push';
import { tm } from '../../locales/more';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/surface';

const PATIENCE_MS = 30_000;
type State = { phase: 'idle' | 'sending' | 'sent' | 'lost' | 'failed' } | { phase: 'arrived'; at: number };

export function PushTest() {
  const [state, setState] = useState<State>({ phase: 'idle' });
  useEffect(
    // The service worker tells open pages when a push has come.
    () =>
      onNotice((notice) => {
        if (notice.kind === 'push' && notice.push === 'test') setState({ phase: 'arrived', at: Date.now() });
      }),
    [],
  );
  useEffect(() => {
    if (state.phase !== 'sent') return;
    const timer = setTimeout(() => setState({ phase: 'lost' }), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [state.phase]);
  const send = async () => {
    setState({ phase: 'sending' });
    try {
      await testPush();
      setState((now) => (now.phase === 'arrived' ? now : { phase: 'sent' }));
    } catch {
      setState({ phase: 'failed' });
    }
  };
  return (
    <div class="stack" data-testid="push-test" data-phase={state.phase}>
      <Button
        kind="primary"
        size="l"
        block
        icon="bell"
        busy={state.phase === 'sending'}
        onClick={() => void send()}
      >
        {tm('push.test')}
      </Button>
      {state.phase === 'sent' && <Notice title={tm('push.testSent')} role="status" />}
      {state.phase === 'arrived' && (
        <Notice tone="good" title={tm('push.testArrived', { time: formatTime(state.at) })} role="status" />
      )}
      {state.phase === 'lost' && <Notice tone="warn" title={tm('push.testLost')} role="status" />}
      {state.phase === 'failed' && (
        <Notice tone="warn" icon="offline" title={tm('push.testFailed')} role="alert" />
      )}
    </div>
  );
}
