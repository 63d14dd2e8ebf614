/** Bringing walks of another app in from a GPX file. */
import { useId, useState } from 'preact/hooks';

import { ApiError } from '../../api/client';
import { formatDay, formatDistance, lang } from '../../core/i18n';
import { importGpx, TooLargeError, type ImportedWalk } from '../../core/recorders';
import { tm } from '../../locales/more';
import { tr } from '../../locales/recorders';
import { Icon } from '../../ui/icon';
import { announce } from '../../ui/live';
import { Notice, Row } from '../../ui/surface';
import { Screen } from '../shell/screen';
import './recorders.css';

type State =
  | { phase: 'idle' }
  | { phase: 'sending'; name: string; part: number }
  | { phase: 'done'; walks: ImportedWalk[] }
  | { phase: 'failed'; title: string; why: string };

const MEGABYTE = 1024 * 1024;

/** The server's own words name the line. */
function failure(error: unknown): State {
  if (error instanceof TooLargeError) {
    const size = Math.ceil(error.bytes / MEGABYTE);
    return { phase: 'failed', title: tr('import.large'), why: tr('import.tooLarge', { size }) };
  }
  const problem = error instanceof ApiError ? error.problem : null;
  if (!problem) return { phase: 'failed', title: tr('import.notDone'), why: tr('import.failed') };
  return { phase: 'failed', title: tr('import.broken'), why: problem.detail || tr('import.failed') };
}

function Brought({ walks }: { walks: readonly ImportedWalk[] }) {
  const leftOut = walks.flatMap((walk) => walk.set_aside ?? []).reduce((sum, { count }) => sum + count, 0);
  if (walks.length === 0) return <Notice title={tr('import.empty')} role="status" />;
  return (
    <>
      <Notice tone="good" title={tr('import.done', { count: walks.length })} role="status">
        {leftOut > 0 && <p>{tr('import.leftOut', { count: leftOut })}</p>}
      </Notice>
      <ul class="rows">
        {walks.map((walk) => {
          const [from, to] = [Date.parse(walk.started_at), Date.parse(walk.ended_at ?? walk.started_at)];
          return (
            <Row
              key={walk.id}
              href={`/walk/${walk.id}`}
              icon="route"
              title={formatDay(from)}
              detail={tr('import.line', {
                distance: formatDistance(walk.distance_m),
                minutes: Math.max(1, Math.round((to - from) / 60_000)),
              })}
            />
          );
        })}
      </ul>
    </>
  );
}

export default function ImportGpx() {
  const id = useId();
  const [state, setState] = useState<State>({ phase: 'idle' });
  const bring = async (field: HTMLInputElement) => {
    const file = field.files?.[0];
    field.value = '';
    if (!file) return;
    const { name } = file;
    setState({ phase: 'sending', name, part: 0 });
    try {
      const walks = await importGpx(file, lang.value, (part) => setState({ phase: 'sending', name, part }));
      setState({ phase: 'done', walks });
      announce(tr('import.done', { count: walks.length }));
    } catch (error) {
      setState(failure(error));
    }
  };
  const sending = state.phase === 'sending';
  return (
    <Screen title={tr('import.title')} back={{ href: '/settings', label: tm('more.settings') }}>
      <p>{tr('import.text')}</p>
      <p class="muted">{tr('import.private')}</p>
      {state.phase === 'failed' && (
        <Notice tone="danger" role="alert" title={state.title}>
          <p>{state.why}</p>
        </Notice>
      )}
      {state.phase === 'done' && <Brought walks={state.walks} />}
      {sending && (
        <div class="stack-s" role="status">
          <p>
            {state.part < 1
              ? tr('import.sending', { name: state.name, percent: Math.round(state.part * 100) })
              : tr('import.reading', { name: state.name })}
          </p>
          <progress
            class="import-progress"
            aria-label={state.name}
            max={1}
            {...(state.part < 1 && { value: state.part })}
          />
        </div>
      )}
      <label class="btn btn-primary btn-l btn-block import-file" for={id}>
        <Icon name="download" />
        {tr(state.phase === 'idle' || sending ? 'import.choose' : 'import.again')}
        <input
          id={id}
          class="sr-only"
          type="file"
          accept=".gpx,application/gpx+xml"
          disabled={sending}
          data-testid="gpx-file"
          onChange={(event: Event) => void bring(event.currentTarget as HTMLInputElement)}
        />
      </label>
    </Screen>
  );
}
