/** Other apps that record my walks while the screen is locked: which ones, and ending or adding one. */
import { useState } from 'preact/hooks';

import { formatAge, t } from '../../core/i18n';
import { endRecorder, recorders, type Recorder, type RecorderMade } from '../../core/recorders';
import { tm } from '../../locales/more';
import { tr } from '../../locales/recorders';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { FieldError } from '../../ui/form';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/surface';
import { LoadFailed } from '../shell/load-failed';
import { Screen } from '../shell/screen';
import { useLoaded } from '../shell/use-loaded';
import { NewRecorder } from './new-recorder';
import { RecorderSetUp } from './recorder-set-up';
import './recorders.css';
import './settings.css';

function OneRecorder({ recorder, onEnd }: { recorder: Recorder; onEnd: () => void }) {
  const leftOut = recorder.set_aside.reduce((sum, { count }) => sum + count, 0);
  return (
    <li class="consent-row">
      <div class="row">
        <Icon name="device" />
        <span class="strong grow">{recorder.name}</span>
        <span class="small muted">{tr(`app.${recorder.app}`)}</span>
      </div>
      <p class="small muted">
        {recorder.last_seen_at ? tr('seen', { age: formatAge(recorder.last_seen_at) }) : tr('neverSeen')}
        {leftOut > 0 && ` · ${tr('leftOut', { count: leftOut })}`}
      </p>
      <div class="row">
        <Button onClick={onEnd}>{tr('end')}</Button>
      </div>
    </li>
  );
}

export default function Recorders() {
  const { data, error, reload } = useLoaded('recorders', recorders);
  const [made, setMade] = useState<RecorderMade | null>(null);
  const [asking, setAsking] = useState<Recorder | null>(null);
  const [failed, setFailed] = useState(false);
  const end = async (recorder: Recorder) => {
    setAsking(null);
    try {
      await endRecorder(recorder.id);
      setFailed(false);
      reload();
    } catch {
      setFailed(true);
    }
  };
  if (made) {
    return (
      <RecorderSetUp
        made={made}
        onDone={() => {
          setMade(null);
          reload();
        }}
      />
    );
  }
  return (
    <Screen title={tr('title')} back={{ href: '/settings', label: tm('more.settings') }} class="settings">
      <p class="muted">{tr('why')}</p>
      <section class="stack-s">
        <h2>{tr('mine')}</h2>
        {error && <LoadFailed error={error} retry={reload} />}
        {!data && !error && <Skeleton label={t('common.loading')} lines={2} />}
        {data?.length === 0 && <p class="muted">{tr('none')}</p>}
        {data && data.length > 0 && (
          <ul class="rows">
            {data.map((recorder) => (
              <OneRecorder key={recorder.id} recorder={recorder} onEnd={() => setAsking(recorder)} />
            ))}
          </ul>
        )}
        {failed && <FieldError id="end-error">{tr('endFailed')}</FieldError>}
      </section>
      <NewRecorder onMade={setMade} />
      <Dialog
        open={asking !== null}
        title={asking ? tr('endAsk', { name: asking.name }) : ''}
        onClose={() => setAsking(null)}
      >
        <p>{tr('endText')}</p>
        <Button kind="danger" block onClick={() => asking && void end(asking)}>
          {tr('end')}
        </Button>
        <Button block onClick={() => setAsking(null)}>
          {tr('keep')}
        </Button>
      </Dialog>
    </Screen>
  );
}
