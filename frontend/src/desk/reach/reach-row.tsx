/** One member: whether their phone answers, what to do when it does not, and a ring with its proof. */
import { useEffect, useState } from 'preact/hooks';

import { Button, Icon, Tag, type Tone } from '../../ui';
import { serverNow } from '../clock';
import { Trouble } from '../export-dialog';
import { say, sayAgo, sayClock, sayName } from '../texts';
import { useDeed } from '../use-deed';
import { newestRing, type Reached, type Ring, ring, type State } from './reach';
import { tell } from './words';

const TONES: Record<State, Tone> = {
  ok: 'good',
  unproved: 'info',
  silent: 'danger',
  off: 'warn',
  no_device: 'warn',
  asleep: 'info',
};
const LOOK_MS = 1500;
const LOOKS = 40;

export function ReachRow({ member }: { member: Reached }) {
  const { busy, problem, run } = useDeed();
  const [rang, setRang] = useState<{ at: number; phones: number } | null>(null);
  const [proof, setProof] = useState<Ring | null>(null);
  const answered = proof !== null && proof.received_at !== null;
  useEffect(() => {
    if (rang === null || rang.phones === 0 || answered) return;
    let looks = 0;
    const look = setInterval(() => {
      looks += 1;
      if (looks >= LOOKS) clearInterval(look);
      // A look that fails is made again: the answer is kept at the server.
      newestRing(member.member_id, rang.at).then(setProof, () => {});
    }, LOOK_MS);
    return () => clearInterval(look);
  }, [rang, answered, member.member_id]);
  const go = () =>
    run(async () => {
      const at = serverNow.value - 5000;
      setProof(null);
      setRang({ at, phones: await ring(member.member_id) });
    });
  const advice = member.state === 'silent' || member.state === 'off' || member.state === 'no_device';
  return (
    <li class="desk-channel">
      <div class="grow">
        <p>
          <span class="strong">{sayName(member.name)}</span>{' '}
          <span class="muted small">{say(`tier.${member.tier}`)}</span>{' '}
          <Tag tone={TONES[member.state]}>{tell(`reach.state.${member.state}`)}</Tag>
        </p>
        <p class="small muted">
          {member.last_answer_at === null
            ? tell('reach.never')
            : tell('reach.answered', { ago: sayAgo(member.last_answer_at, serverNow.value) })}
        </p>
        {advice && <p class="small">{tell(`reach.do.${member.state as 'silent' | 'off' | 'no_device'}`)}</p>}
        {rang !== null && (
          <p class="desk-with-icon" role="status">
            <Icon name={answered ? 'check' : 'bell'} size="s" />
            {proofWords(rang.phones, proof)}
          </p>
        )}
        <Trouble text={problem} />
      </div>
      <Button icon="bell" busy={busy} onClick={() => void go()}>
        {tell(busy ? 'reach.ringing' : 'reach.ring')}
      </Button>
    </li>
  );
}

function proofWords(phones: number, proof: Ring | null): string {
  if (phones === 0) return tell('reach.nowhere');
  if (proof === null) return tell('reach.ringing');
  const time = sayClock(proof.at, serverNow.value);
  if (proof.received_at !== null)
    return tell('reach.rang', { time, answer: sayClock(proof.received_at, serverNow.value) });
  return tell(proof.status === 'queued' || proof.status === 'sent' ? 'reach.waiting' : 'reach.failed', {
    time,
  });
}
