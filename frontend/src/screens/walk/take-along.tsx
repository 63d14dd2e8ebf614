/** The way as a file: trimmed to pass on, whole for oneself. */
import { useState } from 'preact/hooks';

import { ApiError } from '../../api/client';
import { keepOwnWalk, shareWalk, type WalkFormat } from '../../core/walk-export';
import { tm } from '../../locales/more';
import { Button } from '../../ui/button';
import { FieldError } from '../../ui/form';
import { Icon } from '../../ui/icon';

interface TakeAlongProps {
  id: string;
  startedAt: number;
}

const FORMATS: readonly WalkFormat[] = ['gpx', 'geojson'];

export function TakeAlong({ id, startedAt }: TakeAlongProps) {
  const [busy, setBusy] = useState<string | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const hand = async (name: string, make: () => Promise<unknown>) => {
    setBusy(name);
    setFailed(null);
    try {
      await make();
    } catch (failure) {
      setFailed((failure instanceof ApiError && failure.problem?.detail) || tm('walked.takeFailed'));
    }
    setBusy(null);
  };
  return (
    <section class="stack-s">
      <h2>{tm('walked.take')}</h2>
      <p class="small muted">{tm('walked.takeText')}</p>
      <div class="walk-acts">
        {FORMATS.map((format) => (
          <Button
            key={format}
            icon="share"
            busy={busy === format}
            onClick={() => void hand(format, () => shareWalk(id, startedAt, format))}
          >
            {tm(`walked.${format}`)}
          </Button>
        ))}
      </div>
      {failed && <FieldError id="take-error">{failed}</FieldError>}
      <details class="details">
        <summary>
          <Icon name="next" size="s" />
          {tm('walked.raw')}
        </summary>
        <div class="stack-s">
          <p class="small muted">{tm('walked.rawText')}</p>
          <div class="walk-acts">
            {FORMATS.map((format) => (
              <Button
                key={format}
                icon="download"
                busy={busy === `raw ${format}`}
                onClick={() => void hand(`raw ${format}`, () => keepOwnWalk(id, startedAt, format))}
              >
                {tm(`walked.raw.${format}`)}
              </Button>
            ))}
          </div>
        </div>
      </details>
    </section>
  );
}
