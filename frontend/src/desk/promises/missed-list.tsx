/** Whoever did not answer, the longest silence first. */
import { useEffect, useState } from 'preact/hooks';

import { refreshBoard } from '../live-board';
import { canChange } from '../neighbourhood';
import { Section } from '../section';
import { KnockDialog } from './knock-dialog';
import { MissedCard } from './missed-card';
import type { Missed } from './promises';
import { SettleDialog } from './settle-dialog';
import { loadWords, tell } from './words';
import './promises.css';

type Asking = null | { what: 'settle' | 'knock'; missed: Missed };

export function MissedList({ missed }: { missed: readonly Missed[] }) {
  const [ready, setReady] = useState(false);
  const [asking, setAsking] = useState<Asking>(null);
  useEffect(() => void loadWords().then(() => setReady(true)), []);
  if (!ready || (missed.length === 0 && asking === null)) return null;
  const close = () => setAsking(null);
  const done = async () => {
    close();
    await refreshBoard();
  };
  return (
    <>
      {missed.length > 0 && (
        <Section
          id="missed"
          title={tell('missed.title')}
          count={String(missed.length)}
          aside={<p class="small muted">{tell('missed.lead')}</p>}
        >
          <ul class="desk-missed-list">
            {missed.map((one) => (
              <li key={one.plan_id}>
                <MissedCard
                  missed={one}
                  onSettle={canChange.value ? () => setAsking({ what: 'settle', missed: one }) : null}
                  onKnock={canChange.value ? () => setAsking({ what: 'knock', missed: one }) : null}
                />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {asking?.what === 'settle' && <SettleDialog missed={asking.missed} onClose={close} onDone={done} />}
      {asking?.what === 'knock' && <KnockDialog missed={asking.missed} onClose={close} onDone={done} />}
    </>
  );
}
