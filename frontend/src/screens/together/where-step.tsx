/** Where to meet: in words, and if wanted as a mark on the drawing. */
import { useState } from 'preact/hooks';

import { currentPosition } from '../../core/position';
import { tt } from '../../locales/together';
import { Button } from '../../ui/button';
import { Field } from '../../ui/form';
import { announce } from '../../ui/live';
import { PlacePicker } from './place-picker';
import type { StepProps } from './propose-steps';

export function WhereStep({ draft, change, error, next }: StepProps) {
  const [said, setSaid] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const tell = (words: string | null) => {
    setSaid(words);
    if (words) announce(words);
  };
  const here = async () => {
    setBusy(true);
    const at = await currentPosition(8000);
    setBusy(false);
    if (at) change({ at: { lat: at.lat, lon: at.lon } });
    tell(tt(at ? 'new.hereDone' : 'new.noPosition'));
  };
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        next();
      }}
    >
      <Field
        label={tt('new.place')}
        hint={tt('new.placeHint')}
        value={draft.place}
        onInput={(place) => change({ place })}
        maxLength={80}
        {...(error && { error })}
        data-testid="meeting-place"
      />
      <section class="stack-s">
        <h2 class="strong">{tt('new.mark')}</h2>
        <p class="hint" id="picker-hint">
          {said ?? tt('new.sketchHint')}
        </p>
        <PlacePicker
          at={draft.at}
          onPick={(at) => {
            change({ at });
            tell(tt('new.marked'));
          }}
        />
        <div class="row">
          <Button icon="pin" busy={busy} onClick={() => void here()}>
            {tt('new.here')}
          </Button>
          {draft.at && (
            <Button
              kind="quiet"
              onClick={() => {
                change({ at: null });
                tell(null);
              }}
            >
              {tt('new.unmark')}
            </Button>
          )}
        </div>
      </section>
      <Button kind="primary" size="l" block type="submit">
        {tt('new.next')}
      </Button>
    </form>
  );
}
