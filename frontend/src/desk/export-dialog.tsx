/** Takes personal data out of the desk: which file, and why; the reason is written down with who and when. */
import { useState } from 'preact/hooks';

import { announce, Button, Choices, Dialog, Field, Notice } from '../ui';
import { fetchFile, keepFile } from './download';
import { useReturnFocus } from './return-focus';
import { say } from './texts';
import { useDeed } from './use-deed';

export type FileKind = 'csv' | 'geojson';

/** The server wants at least this much of a reason. */
const SHORTEST = 2;

interface Props {
  kinds: readonly FileKind[];
  /** What will be in it, in one sentence. */
  what: string;
  addressOf: (kind: FileKind, reason: string) => string;
  onClose: () => void;
}

export function ExportDialog({ kinds, what, addressOf, onClose }: Props) {
  useReturnFocus();
  const [kind, setKind] = useState<FileKind>(kinds[0] ?? 'csv');
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const { busy, problem, run } = useDeed();
  const missing = reason.trim().length < SHORTEST;

  async function send(event: Event) {
    event.preventDefault();
    setChecked(true);
    if (missing) return;
    const done = await run(async () => keepFile(await fetchFile(addressOf(kind, reason.trim()))));
    if (!done) return;
    announce(say('export.done'));
    onClose();
  }

  return (
    <Dialog open title={say('export.title')} onClose={onClose}>
      <form class="stack" noValidate onSubmit={(event) => void send(event)}>
        <p>{what}</p>
        {kinds.length > 1 && (
          <Choices
            label={say('export.kind')}
            items={kinds.map((value) => ({ value, label: say(`export.${value}`) }))}
            value={kind}
            onChange={setKind}
          />
        )}
        <Field
          label={say('export.reason')}
          hint={say('export.reasonHint')}
          value={reason}
          error={checked && missing ? say('export.reasonMissing') : undefined}
          onInput={setReason}
          multiline
          maxLength={300}
        />
        <Trouble text={problem} />
        <div class="desk-dialog-actions">
          <Button onClick={onClose}>{say('desk.cancel')}</Button>
          <Button kind="primary" type="submit" icon="download" busy={busy}>
            {say(busy ? 'export.making' : 'export.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** What went wrong in a form; nothing typed is lost. */
export function Trouble({ text }: { text: string }) {
  if (text === '') return null;
  return (
    <Notice tone="danger" role="alert">
      <p>{text}</p>
    </Notice>
  );
}
