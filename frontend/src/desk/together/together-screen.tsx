/** Walks that bring people out together: arranged here, joined by whoever likes. */
import { useState } from 'preact/hooks';

import { Button } from '../../ui';
import { Answered } from '../answered';
import { DeskFrame } from '../desk-frame';
import { canChange } from '../neighbourhood';
import { Nothing } from '../nothing';
import { RoomHead } from '../room-head';
import { Section } from '../section';
import { useAnswer } from '../use-answer';
import { CancelDialog } from './cancel-dialog';
import { Groups } from './groups';
import { InviteDialog } from './invite-dialog';
import { ProposeDialog } from './propose-dialog';
import { type DeskWalk, getTogether, parted } from './together';
import { WalkRow } from './walk-row';
import { loadWords, tell } from './words';

type Doing = null | { what: 'propose' } | { what: 'invite' | 'cancel'; walk: DeskWalk };

export default function TogetherScreen() {
  return (
    <DeskFrame page="together" words={loadWords}>
      <Together />
    </DeskFrame>
  );
}

function Together() {
  const held = useAnswer('together', getTogether);
  const [doing, setDoing] = useState<Doing>(null);
  const { coming, past } = parted(held.answer?.items ?? []);
  const close = () => setDoing(null);
  const done = async () => {
    await held.again();
    close();
  };
  const list = (walks: readonly DeskWalk[]) => (
    <ul class="desk-rows">
      {walks.map((walk) => (
        <WalkRow
          key={walk.id}
          walk={walk}
          onInvite={() => setDoing({ what: 'invite', walk })}
          onCancel={() => setDoing({ what: 'cancel', walk })}
          onArrived={held.again}
        />
      ))}
    </ul>
  );
  return (
    <>
      <RoomHead title={tell('together.title')} intro={tell('together.intro')}>
        {canChange.value && (
          <Button kind="primary" icon="plus" onClick={() => setDoing({ what: 'propose' })}>
            {tell('together.propose')}
          </Button>
        )}
      </RoomHead>
      <Answered held={held} here={held.answer !== null}>
        <div class="desk-columns">
          <Section id="coming" title={tell('together.coming')} count={String(coming.length)}>
            {coming.length === 0 && (
              <Nothing title={tell('together.empty')} more={tell('together.emptyMore')} />
            )}
            {list(coming)}
          </Section>
          <div class="desk-column">
            <Groups groups={held.answer?.groups ?? []} />
            <Section id="past" title={tell('together.past')} count={String(past.length)}>
              {past.length === 0 && <Nothing title={tell('together.pastEmpty')} />}
              {list(past)}
            </Section>
          </div>
        </div>
      </Answered>
      {doing?.what === 'propose' && <ProposeDialog onClose={close} onDone={done} />}
      {doing?.what === 'invite' && <InviteDialog walk={doing.walk} onClose={close} onDone={done} />}
      {doing?.what === 'cancel' && <CancelDialog walk={doing.walk} onClose={close} onDone={done} />}
    </>
  );
}
