/** Hands a member the code that connects their phone: digits, QR, link, and what became of it. */
import { Button, Dialog, Notice, Skeleton } from '../ui';
import type { HandedCode } from './contract';
import { serverNow } from './clock';
import { PairingCodeView } from './pairing-code';
import { useReturnFocus } from './return-focus';
import { say, sayTime } from './texts';
import { usePairing } from './use-pairing';

interface Props {
  memberId: string;
  name: string;
  onClose: () => void;
}

export function PairingDialog({ memberId, name, onClose }: Props) {
  const pairing = usePairing(memberId);
  useReturnFocus();
  const { phase, code, standing } = pairing;
  const earlier = pairing.history.filter((one) => one.id !== code?.id);
  return (
    <Dialog open title={say('pair.title', { name })} onClose={onClose}>
      <div class="stack desk-pairing">
        {(phase === 'loading' || phase === 'making') && <Skeleton label={say('pair.making')} lines={3} />}
        {phase === 'asking' && (
          <Notice tone="warn" icon="clock">
            <p>{say('pair.earlier')}</p>
          </Notice>
        )}
        {phase === 'failed' && (
          <Notice tone="danger" role="alert">
            <p>{pairing.problem}</p>
          </Notice>
        )}
        {phase === 'shown' && code !== null && standing !== null && (
          <PairingCodeView code={code} standing={standing} unsure={pairing.unsure} />
        )}
        {earlier.length > 0 && <History codes={earlier.slice(0, 3)} />}
        <div class="desk-dialog-actions">
          {phase !== 'loading' && (
            <Button
              kind={standing?.state === 'open' || standing?.state === 'used' ? 'quiet' : 'primary'}
              icon="refresh"
              busy={phase === 'making'}
              onClick={() => void pairing.make()}
            >
              {say(code === null && phase !== 'asking' ? 'pair.make' : 'pair.new')}
            </Button>
          )}
          <Button onClick={onClose}>{say('desk.close')}</Button>
        </div>
      </div>
    </Dialog>
  );
}

function History({ codes }: { codes: readonly HandedCode[] }) {
  return (
    <details class="desk-details">
      <summary>{say('pair.history')}</summary>
      <ul class="small muted">
        {codes.map((one) => (
          <li key={one.id}>
            {sayTime(one.created_at, serverNow.value)} ·{' '}
            {one.state === 'used'
              ? say('pair.historyState.used', { device: one.device_name ?? say('pair.usedUnknown') })
              : say(`pair.historyState.${one.state}`)}
          </li>
        ))}
      </ul>
    </details>
  );
}
