/** I said I would go: the address for this visit only, the way there, and what to tap when. */
import { useState } from 'preact/hooks';

import type { Alert } from '../../api/types';
import { tm } from '../../locales/more';
import { Button, LinkButton } from '../../ui/button';
import { Tag } from '../../ui/surface';
import { Screen } from '../shell/screen';
import { AlertTags, DrillBand } from './alert-head';
import { CallForMe } from './call-for-me';
import { Found } from './found';
import { MyWay } from './my-way';
import { answers, respond } from './respond';
import { Company, FineTimer } from './visit';
import { Ways } from './ways';

export function Going({ alert, began }: { alert: Alert; began: number }) {
  const [found, setFound] = useState(false);
  const answer = answers.value[alert.id];
  const status = alert.my_response?.status;
  const busy = answer?.phase === 'saved' && answer.action !== 'accept';
  const there =
    status === 'on_scene' ||
    status === 'done' ||
    (answer?.action === 'on_scene' && answer.phase !== 'refused');
  if (found) return <Found alert={alert} onBack={() => setFound(false)} />;
  return (
    <Screen title={tm('alert.accepted')} hideTitle class="going">
      <DrillBand alert={alert} />
      <section class="card going-card" data-testid="address-card">
        <div class="row going-tags">
          {alert.person_name && <h2>{tm('alert.who', { name: alert.person_name })}</h2>}
          <Tag tone="danger" icon="alert">
            {tm(`kind.${alert.category}`)}
          </Tag>
          <AlertTags alert={alert} began={began} brief />
        </div>
        {alert.address ? (
          <p class="address">{alert.address}</p>
        ) : (
          <p>{alert.location ? tm('alert.noAddress') : tm('alert.addressLoading')}</p>
        )}
        {alert.entry_note && (
          <p class="going-said">
            <span class="muted">{tm('alert.entry')}</span> <strong>{alert.entry_note}</strong>
          </p>
        )}
        {alert.note && (
          <p class="going-said">
            <span class="muted">{tm('alert.note')}</span> “{alert.note}”
          </p>
        )}
        {alert.location && (
          <Ways place={alert.location}>
            <LinkButton href={`/alerts/${alert.id}/hand-over`}>{tm('hand.short')}</LinkButton>
          </Ways>
        )}
      </section>
      <section class="card going-lines">
        <Company alert={alert} />
        {!there && <MyWay alert={alert} />}
        <FineTimer
          alert={alert}
          onTheWay={!there}
          beside={
            !there && (
              <Button busy={busy} onClick={() => void respond(alert.id, 'decline')}>
                {tm('alert.giveUp')}
              </Button>
            )
          }
        />
      </section>
      <div class="going-bar">
        {busy && (
          <p class="small muted centre" role="status">
            {tm('alert.waiting')}
          </p>
        )}
        <CallForMe />
        {there ? (
          <Button kind="primary" size="l" icon="check" onClick={() => setFound(true)} data-testid="found">
            {tm('alert.found')}
          </Button>
        ) : (
          <Button
            kind="primary"
            size="l"
            icon="pin"
            busy={busy}
            onClick={() => void respond(alert.id, 'on_scene')}
            data-testid="on-scene"
          >
            {tm('alert.onScene')}
          </Button>
        )}
      </div>
    </Screen>
  );
}
