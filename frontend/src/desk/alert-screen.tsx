/** One alert at the desk: what happened, who answers, what to say on the phone, how to end it. */
import { useRoute } from 'preact-iso/router';
import { useEffect, useState } from 'preact/hooks';

import { Button, LinkButton, Notice, Skeleton } from '../ui';
import { BOARD_PATH } from './addresses';
import { AlertBody } from './alert-body';
import { isOver } from './alert-tags';
import { StaleNotice } from './connection';
import { DeskFrame } from './desk-frame';
import { alert, followAlert, refreshAlert, trouble } from './live-alert';
import { canChange } from './neighbourhood';
import { Hurry } from './raise/hurry';
import { loadWords } from './raise/words';
import { ResolveDialog } from './resolve-dialog';
import { say, sayCategory } from './texts';
import { useTitle } from './title';

export default function AlertScreen() {
  return (
    <DeskFrame page="alert" words={loadWords}>
      <LiveAlert />
    </DeskFrame>
  );
}

function LiveAlert() {
  const id = useRoute().params['id'] ?? '';
  const [ending, setEnding] = useState(false);
  useEffect(() => followAlert(id), [id]);
  const shown = alert.value;
  useTitle(shown === null ? say('one.title') : sayCategory(shown.category));
  return (
    <>
      <p>
        <LinkButton kind="quiet" icon="back" class="desk-back" href={BOARD_PATH}>
          {say('desk.back')}
        </LinkButton>
      </p>
      <StaleNotice />
      {shown === null ? (
        <Waiting />
      ) : (
        <>
          <AlertBody
            alert={shown}
            action={
              canChange.value && !isOver(shown) ? (
                <>
                  <Hurry alert={shown} onDone={() => void refreshAlert()} />
                  <Button kind="primary" icon="check" onClick={() => setEnding(true)}>
                    {say('resolve.button')}
                  </Button>
                </>
              ) : null
            }
          />
          {ending && (
            <ResolveDialog
              alert={shown}
              onClose={() => setEnding(false)}
              onDone={() => {
                setEnding(false);
                void refreshAlert();
              }}
            />
          )}
        </>
      )}
    </>
  );
}

function Waiting() {
  if (trouble.value === 'missing') {
    return (
      <Notice tone="info" title={say('one.missing')} role="alert">
        <p>{say('one.missingDo')}</p>
      </Notice>
    );
  }
  if (trouble.value === 'unreached') {
    return (
      <Notice tone="danger" title={say('one.failed')} role="alert">
        <p>{say('alerts.failedDo')}</p>
      </Notice>
    );
  }
  return <Skeleton label={say('desk.loading')} lines={6} />;
}
