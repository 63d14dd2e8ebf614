/** On the board: a strip while somebody is looked for, and the way to ask walkers. */
import { useEffect, useState } from 'preact/hooks';

import { formatDuration } from '../../core/i18n';
import { Icon, Notice } from '../../ui';
import { secondsUntil } from '../ages';
import { serverNow } from '../clock';
import { canChange } from '../neighbourhood';
import { MISSING_PATH, missingPath, runs } from './missing';
import { useMissing } from './use-missing';
import { loadWords, tell } from './words';

/** The board is drawn without waiting for these words. */
function useWords(): boolean {
  const [ready, setReady] = useState(false);
  useEffect(() => void loadWords().then(() => setReady(true)), []);
  return ready;
}

export function MissingWay() {
  if (!useWords() || !canChange.value) return null;
  return (
    <a class="btn btn-second" href={MISSING_PATH}>
      <Icon name="eye" />
      {tell('missing.open')}
    </a>
  );
}

export function MissingOnBoard() {
  const ready = useWords();
  const { answer } = useMissing();
  const open = (answer ?? []).filter((one) => runs(one, serverNow.value));
  const [first] = open;
  if (!ready || first === undefined) return null;
  return (
    <Notice tone="warn" icon="eye" title={tell('board.strip', { count: open.length })}>
      {open.map((one) => (
        <p key={one.id}>
          {tell('board.numbers', { told: one.told, seen: one.seen, sightings: one.sightings })}
          {' · '}
          <span class="num">
            {tell('one.left')} {formatDuration(secondsUntil(one.expires_at, serverNow.value) * 1000)}
          </span>{' '}
          <a class="desk-text-link" href={missingPath(one.id)}>
            {tell('board.go')}
          </a>
        </p>
      ))}
    </Notice>
  );
}
