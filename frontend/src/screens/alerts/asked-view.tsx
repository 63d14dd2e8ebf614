/** An alert that asks me: what, roughly where, how old; I go, or I cannot. Fits one small screen. */
import { useEffect, useState } from 'preact/hooks';

import type { Alert } from '../../api/types';
import { currentPosition, type Position } from '../../core/position';
import { me } from '../../core/session';
import { tm } from '../../locales/more';
import { Button } from '../../ui/button';
import { CellSketch, roughWay } from '../../ui/cell-sketch';
import { FieldError } from '../../ui/form';
import { Screen } from '../shell/screen';
import { AlertTags, DrillBand } from './alert-head';
import { answers, respond, tellSeen } from './respond';

/** My own place for the sketch only: it stays on this phone. */
function useMyPlace(): Position | null {
  const [place, setPlace] = useState<Position | null>(null);
  const allowed =
    me.value?.consents.some(({ kind, state }) => kind === 'location' && state === 'granted') ?? false;
  useEffect(() => {
    if (allowed) void currentPosition(10_000).then(setPlace);
  }, [allowed]);
  return place;
}

export function AskedView({ alert, began }: { alert: Alert; began: number }) {
  const place = useMyPlace();
  const answer = answers.value[alert.id];
  useEffect(() => {
    if (alert.my_response?.status === 'notified') tellSeen(alert.id);
  }, [alert.id, alert.my_response?.status]);
  const going = answer?.action === 'accept' && answer.phase !== 'failed' && answer.phase !== 'refused';
  return (
    <Screen title={tm(`cat.${alert.category}`)} class="asked-view">
      <DrillBand alert={alert} />
      <AlertTags alert={alert} began={began} />
      <figure class="stack-s">
        <CellSketch
          cell={alert.cell_boundary}
          around={me.value?.neighbourhood.boundary.coordinates[0] ?? []}
          me={place}
        />
        <figcaption class="strong centre">
          {place ? roughWay(place, alert.cell_boundary) : tm('cell.rough')}
        </figcaption>
      </figure>
      {answer?.phase === 'refused' && (
        <FieldError id="answer-error">{answer.problem?.detail || tm('found.failed')}</FieldError>
      )}
      {answer?.phase === 'failed' && <FieldError id="answer-error">{tm('report.failed')}</FieldError>}
      <div class="stack">
        <Button
          kind="primary"
          size="l"
          block
          icon="walk"
          busy={going}
          onClick={() => void respond(alert.id, 'accept')}
          data-testid="accept"
        >
          {going ? tm('alert.sending') : tm('alert.accept')}
        </Button>
        <p class="small muted centre">{going ? tm('alert.waiting') : tm('alert.acceptHint')}</p>
        <Button block busy={going} onClick={() => void respond(alert.id, 'decline')} data-testid="decline">
          {tm('alert.cannot')}
        </Button>
      </div>
    </Screen>
  );
}
