/** Missing people at the desk: ask whoever walks, follow what they saw, say what became of it. */
import { useRoute } from 'preact-iso/router';
import { useState } from 'preact/hooks';

import { LinkButton } from '../../ui';
import { BOARD_PATH } from '../addresses';
import { Answered } from '../answered';
import { serverNow } from '../clock';
import { DeskFrame } from '../desk-frame';
import { canChange } from '../neighbourhood';
import { Nothing } from '../nothing';
import { RoomHead } from '../room-head';
import { Section } from '../section';
import { say } from '../texts';
import { CallCard } from './call-card';
import { CloseDialog } from './close-dialog';
import { type DeskMissing, runs } from './missing';
import { RaiseForm } from './raise-form';
import { useMissing } from './use-missing';
import { loadWords, tell } from './words';
import './missing.css';

export default function MissingScreen() {
  const id = useRoute().params['id'] ?? null;
  return (
    <DeskFrame page="missing" words={loadWords}>
      <Missing chosen={id} />
    </DeskFrame>
  );
}

export function Missing({ chosen }: { chosen: string | null }) {
  const held = useMissing();
  const [ending, setEnding] = useState<DeskMissing | null>(null);
  const all = held.answer ?? [];
  const open = all.filter((one) => runs(one, serverNow.value));
  const over = all.filter((one) => !runs(one, serverNow.value));
  const card = (one: DeskMissing) => (
    <CallCard
      key={one.id}
      one={one}
      wide={one.id === chosen || (open.length === 1 && one.id === open[0]?.id)}
      onChanged={held.again}
      onEnd={canChange.value ? () => setEnding(one) : null}
    />
  );
  return (
    <>
      <p>
        <LinkButton kind="quiet" icon="back" class="desk-back" href={BOARD_PATH}>
          {say('desk.back')}
        </LinkButton>
      </p>
      <RoomHead title={tell('missing.title')} intro={tell('missing.intro')} />
      <div class="desk-columns desk-beside desk-missing">
        <div class="desk-column">
          <Section id="missing-open" title={tell('missing.list')} count={String(open.length)}>
            <Answered held={held} here={held.answer !== null}>
              {open.length === 0 && (
                <Nothing title={tell('missing.empty')} more={tell('missing.emptyMore')} />
              )}
              {open.map(card)}
            </Answered>
          </Section>
          {over.length > 0 && (
            <Section id="missing-over" title={tell('missing.over')} count={String(over.length)}>
              {over.map(card)}
            </Section>
          )}
        </div>
        {canChange.value && <RaiseForm onRaised={held.again} />}
      </div>
      {ending !== null && (
        <CloseDialog
          one={ending}
          onClose={() => setEnding(null)}
          onDone={async () => {
            await held.again();
            setEnding(null);
          }}
        />
      )}
    </>
  );
}
