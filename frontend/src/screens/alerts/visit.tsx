/** What I am asked to do on a visit, with whom, and my own timer. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

import type { Alert, Role } from '../../api/types';
import { tm } from '../../locales/more';
import { Button } from '../../ui/button';
import { Icon, type IconName } from '../../ui/icon';
import { useNow } from '../../ui/use-now';
import { giveSign } from './respond';

const ICONS: Record<Role, IconName> = { goes: 'walk', aed: 'plus', entrance: 'door' };

/** Nobody goes into a home alone: who comes along, or that somebody is being asked. */
export function Company({ alert }: { alert: Alert }) {
  const role = alert.my_response?.role ?? 'goes';
  const names = (alert.together ?? []).map((name) => tm('alert.who', { name })).join(', ');
  return (
    <section class="visit-company" aria-live="polite" data-testid="company" data-role={role}>
      <Icon name={alert.second_asked ? 'people' : ICONS[role]} />
      <div>
        {alert.second_asked ? (
          <p>
            <strong>{tm('visit.second')}</strong> {tm('visit.mayWait')}
          </p>
        ) : role === 'goes' ? (
          <p class="strong">{names ? tm('visit.goesWith', { names }) : tm('visit.alone')}</p>
        ) : (
          <p class="strong">{tm(`visit.${role}`)}</p>
        )}
        {names && (alert.second_asked || role !== 'goes') && <p>{tm('visit.with', { names })}</p>}
        <p class="muted">{tm('visit.danger')}</p>
      </div>
    </section>
  );
}

interface TimerProps {
  alert: Alert;
  over?: boolean;
  /** Still on the way: the sign of life says so, and nobody else is woken. */
  onTheWay?: boolean;
  /** Another button, in one row with this one. */
  beside?: ComponentChildren;
}

/** A sign of life: it puts the questions off, and after the end it closes the last one. */
export function FineTimer({ alert, over = false, onTheWay = false, beside }: TimerProps) {
  const now = useNow(10_000);
  const mine = alert.my_response;
  const [said, setSaid] = useState<string | null>(null);
  const moving = onTheWay && Boolean(mine?.asked_at);
  const [failed, setFailed] = useState(false);
  if (!mine?.check_at) return <>{beside}</>;
  const waiting = said === mine.check_at;
  const asked = moving || Boolean(mine.check_asked_at);
  const minutes = Math.max(1, Math.ceil((Date.parse(mine.check_at) - now) / 60_000));
  const give = async () => {
    setSaid(mine.check_at ?? null);
    setFailed(!(await giveSign(alert.id, onTheWay ? 'on_my_way' : 'fine')));
  };
  const words = failed
    ? tm('report.failed')
    : waiting
      ? tm(over ? 'visit.thanks' : 'visit.saved')
      : asked
        ? tm(moving ? 'visit.moving' : 'visit.asked')
        : over
          ? tm('visit.out')
          : tm('visit.timer', { minutes });
  return (
    <div
      class={`visit-timer ${asked && !waiting ? 'is-asked' : ''} ${beside ? 'has-two' : ''}`}
      data-testid="fine-timer"
    >
      <p class="small" role={asked ? 'alert' : undefined}>
        {words}
      </p>
      {beside}
      <Button
        icon={onTheWay ? 'walk' : 'check'}
        disabled={waiting && !failed}
        onClick={() => void give()}
        data-testid="fine"
      >
        {tm(onTheWay ? 'visit.onMyWay' : 'visit.fine')}
      </Button>
    </div>
  );
}
