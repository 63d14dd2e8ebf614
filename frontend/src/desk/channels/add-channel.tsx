/** A new contact: its name, through what, and the address that is never shown again. */
import { useState } from 'preact/hooks';

import { announce, Button, Choices, Dialog, Field } from '../../ui';
import { Trouble } from '../export-dialog';
import { useReturnFocus } from '../return-focus';
import { say } from '../texts';
import { useDeed } from '../use-deed';
import { addChannel, EXAMPLES, type Kind, KINDS } from './channels';
import { tell } from './words';

interface Props {
  onClose: () => void;
  onDone: () => Promise<void>;
}

export function AddChannel({ onClose, onDone }: Props) {
  useReturnFocus();
  const [kind, setKind] = useState<Kind>('ntfy');
  const [label, setLabel] = useState('');
  const [url, setUrl] = useState('');
  const [checked, setChecked] = useState(false);
  const { busy, problem, run } = useDeed();
  async function save(event: Event) {
    event.preventDefault();
    setChecked(true);
    if (label.trim() === '' || url.trim() === '') return;
    const done = await run(async () => {
      await addChannel(label.trim(), url.trim());
      await onDone();
    });
    if (done) announce(tell('channels.saved', { name: label.trim() }));
  }
  return (
    <Dialog open title={tell('channels.add')} onClose={onClose}>
      <form class="stack" noValidate onSubmit={(event) => void save(event)}>
        <Field
          label={tell('channels.label')}
          hint={tell('channels.labelHint')}
          value={label}
          error={checked && label.trim() === '' ? tell('channels.labelMissing') : undefined}
          onInput={setLabel}
          autoComplete="off"
          maxLength={60}
        />
        <Choices
          label={tell('channels.through')}
          items={KINDS.map((value) => ({ value, label: tell(`channels.kind.${value}`) }))}
          value={kind}
          onChange={setKind}
        />
        {kind === 'kakaotalk' && <p class="hint">{tell('channels.kakaoNote')}</p>}
        <Field
          label={tell('channels.url')}
          hint={tell('channels.urlSecret', { example: EXAMPLES[kind] })}
          value={url}
          error={checked && url.trim() === '' ? tell('channels.urlMissing') : undefined}
          onInput={setUrl}
          autoComplete="off"
          maxLength={500}
        />
        <Trouble text={problem} />
        <div class="desk-dialog-actions">
          <Button onClick={onClose}>{say('desk.cancel')}</Button>
          <Button kind="primary" type="submit" busy={busy}>
            {tell(busy ? 'channels.saving' : 'channels.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
