/** Starting a walk in one tap, or going back to the one under way. */
import { useLocation } from 'preact-iso/router';
import { useState } from 'preact/hooks';

import { formatTime, t } from '../../core/i18n';
import { endWalk, resumeWalk, walk } from '../../core/walk';
import { Button, LinkButton } from '../../ui/button';
import { Card } from '../../ui/surface';

/** With who came along last time. */
const setOut = async () => (await import('../walk/company')).setOut();

/** `plain`: without the words around it. */
export function StartWalk({ plain }: { plain?: boolean }) {
  const { route } = useLocation();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const now = walk.value;
  const go = async (act: () => Promise<unknown>, to: string) => {
    setBusy(true);
    setFailed(false);
    try {
      await act();
      route(to);
    } catch {
      setFailed(true);
    }
    setBusy(false);
  };
  if (now?.phase === 'interrupted') {
    return (
      <Card title={t('home.walkLost')}>
        <p>{t('home.walkLostText', { time: formatTime(now.startedAt) })}</p>
        {now.resumable && (
          <Button
            kind="primary"
            size="l"
            block
            icon="walk"
            busy={busy}
            onClick={() => void go(resumeWalk, '/walk')}
          >
            {t('home.walkResume')}
          </Button>
        )}
        <Button block onClick={() => void go(() => endWalk('interrupted'), `/walk/${now.id}`)}>
          {t('home.walkEnd')}
        </Button>
      </Card>
    );
  }
  if (now?.phase === 'recording') {
    return (
      <LinkButton kind="primary" size="l" block icon="walk" href="/walk">
        {t('home.walkOn')} · {t('home.walkSee')}
      </LinkButton>
    );
  }
  return (
    <div class="stack-s">
      <Button
        kind="primary"
        size="l"
        block
        icon="walk"
        class="safe-button"
        busy={busy}
        onClick={() => void go(setOut, '/walk')}
        data-testid="start-walk"
      >
        {t('home.walkStart')}
      </Button>
      {failed && (
        <p class="error" role="alert">
          {t('home.walkFailed')}
        </p>
      )}
      {!plain && <p class="muted centre">{t('home.walkHint')}</p>}
    </div>
  );
}
