/** Connecting one more app. */
import { useState } from 'preact/hooks';

import { makeRecorder, RECORDER_APPS, type RecorderApp, type RecorderMade } from '../../core/recorders';
import { ApiError } from '../../api/client';
import { tr } from '../../locales/recorders';
import { Button } from '../../ui/button';
import { Choices, Field, FieldError } from '../../ui/form';
import { Card } from '../../ui/surface';

export function NewRecorder({ onMade }: { onMade: (made: RecorderMade) => void }) {
  const [app, setApp] = useState<RecorderApp>('owntracks');
  const [name, setName] = useState('');
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const make = async (event: Event) => {
    event.preventDefault();
    const said = name.normalize('NFC').trim();
    setMissing(said === '');
    if (said === '' || busy) return;
    setBusy(true);
    setFailed(null);
    try {
      onMade(await makeRecorder(said, app));
    } catch (error) {
      setFailed((error instanceof ApiError && error.problem?.detail) || tr('makeFailed'));
      setBusy(false);
    }
  };
  return (
    <Card title={tr('add')}>
      <form class="stack" onSubmit={(event) => void make(event)}>
        <Choices
          label={tr('app')}
          items={RECORDER_APPS.map((value) => ({ value, label: tr(`app.${value}`) }))}
          value={app}
          onChange={setApp}
        />
        <Field
          label={tr('name')}
          hint={tr('nameHint')}
          maxLength={40}
          autoComplete="off"
          value={name}
          onInput={setName}
          error={missing ? tr('nameMissing') : undefined}
          data-testid="recorder-name"
        />
        {failed && <FieldError id="make-error">{failed}</FieldError>}
        <Button kind="primary" type="submit" block busy={busy} data-testid="make-recorder">
          {tr('make')}
        </Button>
      </form>
    </Card>
  );
}
