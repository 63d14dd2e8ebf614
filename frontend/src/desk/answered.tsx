/** What stands in place of a list that is not there: waiting, out of reach, or empty. */
import type { ComponentChildren } from 'preact';

import { Button, Notice, Skeleton } from '../ui';
import { say } from './texts';

interface Props {
  held: { busy: boolean; failure: string; again: () => Promise<void> };
  /** Whether there is something to show, if only something older. */
  here: boolean;
  children: ComponentChildren;
}

/** An older answer stays on the page when a newer one does not come; the page says that it is older. */
export function Answered({ held, here, children }: Props) {
  return (
    <>
      {held.failure !== '' && (
        <Notice tone="danger" role="alert" title={say(here ? 'answer.old' : 'answer.failed')}>
          <p>{held.failure}</p>
          <p>
            <Button icon="refresh" busy={held.busy} onClick={() => void held.again()}>
              {say('desk.retry')}
            </Button>
          </p>
        </Notice>
      )}
      {here && children}
      {!here && held.failure === '' && <Skeleton label={say('desk.loading')} lines={6} />}
    </>
  );
}

/** Goes on with a long list. */
export function More({ pages }: { pages: { goesOn: boolean; busy: boolean; more: () => Promise<void> } }) {
  if (!pages.goesOn) return null;
  return (
    <p>
      <Button busy={pages.busy} onClick={() => void pages.more()}>
        {say('answer.more')}
      </Button>
    </p>
  );
}
