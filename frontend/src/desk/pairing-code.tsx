/** A pairing code while it is open, and what became of it afterwards. */
import { useState } from 'preact/hooks';

import { formatDuration } from '../core/i18n';
import { announce, Button, Notice } from '../ui';
import type { PairingCode } from './contract';
import { groupsOf, spoken, type Standing } from './pairing';
import { Qr } from './qr';
import { say } from './texts';

interface Props {
  code: PairingCode;
  standing: Standing;
  unsure: boolean;
}

export function PairingCodeView({ code, standing, unsure }: Props) {
  if (standing.state === 'used') {
    return (
      <Notice tone="good" title={say('pair.used')}>
        <p>{say('pair.usedMore', { device: standing.deviceName ?? say('pair.usedUnknown') })}</p>
      </Notice>
    );
  }
  if (standing.state !== 'open') {
    return (
      <Notice
        tone="warn"
        icon={standing.state === 'locked' ? 'lock' : 'clock'}
        title={say(`pair.${standing.state}`)}
      >
        <p>{say(`pair.${standing.state}More`)}</p>
      </Notice>
    );
  }
  return (
    <>
      <p>{say('pair.how')}</p>
      <p class="desk-code num">
        <span class="sr-only">{say('pair.spoken', { code: spoken(code.code) })}</span>
        {groupsOf(code.code).map((group) => (
          <span key={group} aria-hidden="true">
            {group}
          </span>
        ))}
      </p>
      <div class="desk-code-row">
        <Qr svg={code.qr_svg} label={say('pair.qr')} />
        <div class="stack-s">
          <p class="strong num">{say('pair.left', { clock: formatDuration(standing.secondsLeft * 1000) })}</p>
          <p class="small muted">{say('pair.once')}</p>
          <CopyLink link={code.link} />
        </div>
      </div>
      <p class="desk-waiting">
        <span class="desk-waiting-dot" aria-hidden="true" />
        <span>
          <span class="strong">{say('pair.open')}</span> {say(unsure ? 'pair.wait' : 'pair.openMore')}
        </span>
      </p>
    </>
  );
}

function CopyLink({ link }: { link: string }) {
  const [said, setSaid] = useState<'' | 'pair.copied' | 'pair.copyFailed'>('');
  async function copy() {
    const outcome = await navigator.clipboard.writeText(link).then(
      () => 'pair.copied' as const,
      () => 'pair.copyFailed' as const,
    );
    setSaid(outcome);
    announce(say(outcome));
  }
  return (
    <>
      <p>
        <Button icon="share" onClick={() => void copy()}>
          {say('pair.copy')}
        </Button>
      </p>
      {said !== '' && <p class="small">{say(said)}</p>}
      {said === 'pair.copyFailed' && <p class="desk-link">{link}</p>}
    </>
  );
}
