/** The list for the day when the server or the network is down: when it was printed last, and printing it. */
import { useState } from 'preact/hooks';

import { announce, Button, Field, Notice } from '../../ui';
import { Answered } from '../answered';
import { serverNow } from '../clock';
import { DeskFrame } from '../desk-frame';
import { fetchFile, keepFile } from '../download';
import { Trouble } from '../export-dialog';
import { canChange } from '../neighbourhood';
import { RoomHead } from '../room-head';
import { sayTime } from '../texts';
import { useAnswer } from '../use-answer';
import { useDeed } from '../use-deed';
import { getPaper, type Paper, PAPER_API } from './paper';
import { loadWords, tell } from './words';

/** The server wants at least this much of a reason. */
const SHORTEST = 2;

export default function PaperScreen() {
  return (
    <DeskFrame page="paper" words={loadWords}>
      <RoomHead title={tell('paper.title')} intro={tell('paper.intro')} />
      {canChange.value && <PaperRoom />}
    </DeskFrame>
  );
}

export function PaperRoom() {
  const held = useAnswer('paper', getPaper);
  return (
    <Answered held={held} here={held.answer !== null}>
      {held.answer !== null && (
        <>
          <LastTime paper={held.answer} />
          <PrintForm onPrinted={held.again} />
        </>
      )}
    </Answered>
  );
}

function LastTime({ paper }: { paper: Paper }) {
  const { printed_at: at, is_old: old } = paper;
  return (
    <Notice tone={old ? 'warn' : 'good'} icon="clock">
      <p class="strong">
        {at === null ? tell('paper.never') : tell('paper.last', { time: sayTime(at, serverNow.value) })}
      </p>
      {at !== null && <p>{tell(old ? 'paper.old' : 'paper.fresh')}</p>}
    </Notice>
  );
}

function PrintForm({ onPrinted }: { onPrinted: () => Promise<void> }) {
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const { busy, problem, run } = useDeed();
  const missing = reason.trim().length < SHORTEST;
  async function send(event: Event) {
    event.preventDefault();
    setChecked(true);
    if (missing) return;
    const done = await run(async () => keepFile(await fetchFile(PAPER_API, { reason: reason.trim() })));
    if (!done) return;
    announce(tell('paper.done'));
    await onPrinted();
  }
  return (
    <form class="stack desk-raise" noValidate onSubmit={(event) => void send(event)}>
      <p>{tell('paper.what')}</p>
      <p class="muted">{tell('paper.logged')}</p>
      <Field
        label={tell('paper.reason')}
        hint={tell('paper.reasonHint')}
        value={reason}
        error={checked && missing ? tell('paper.reasonMissing') : undefined}
        onInput={setReason}
        maxLength={300}
      />
      <Trouble text={problem} />
      <div class="desk-dialog-actions">
        <Button kind="primary" size="l" type="submit" icon="download" busy={busy}>
          {tell(busy ? 'paper.making' : 'paper.print')}
        </Button>
      </div>
    </form>
  );
}
