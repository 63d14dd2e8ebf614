/** Walks I proposed that the neighbours cannot see yet: on their way, or not taken. */
import { tt } from '../../locales/together';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/surface';
import { dismiss, type SaidItem } from './answers';
import { whenInWords } from './when';

interface ProposalsProps {
  said: readonly SaidItem[];
  /** What the server's list already shows. */
  known: ReadonlySet<string>;
  now: number;
  onChange: () => void;
}

export function Proposals({ said, known, now, onChange }: ProposalsProps) {
  const mine = said.filter((item) => item.proposal && item.phase !== 'sent' && !known.has(item.walkId));
  return (
    <>
      {mine.map(({ itemId, phase, problem, proposal }) => {
        const when = proposal ? `${whenInWords(proposal.starts_at, now)} · ${proposal.meeting_place}` : '';
        return phase === 'refused' ? (
          <Notice key={itemId} tone="warn" title={tt('list.refused')} role="status">
            <p class="strong">{when}</p>
            <p>{problem?.detail ?? tt('join.refused')}</p>
            <div class="row">
              <Button onClick={() => void dismiss(itemId).then(onChange)}>{tt('list.refusedOk')}</Button>
            </div>
          </Notice>
        ) : (
          <Notice key={itemId} icon="device" title={tt('list.waiting')} role="status">
            <p class="strong">{when}</p>
            <p>{tt('list.waitingText')}</p>
          </Notice>
        );
      })}
    </>
  );
}
