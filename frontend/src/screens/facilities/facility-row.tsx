/** One facility: what and where it is, when it was looked at, and "is it working?" in one tap. */
import { formatAge, formatDay, formatDistance } from '../../core/i18n';
import { tm } from '../../locales/more';
import { Button } from '../../ui/button';
import { FieldError } from '../../ui/form';
import { Icon } from '../../ui/icon';
import { Tag } from '../../ui/surface';
import { again, takeBack, tap, tapped, trouble } from './checks';
import { KIND_ICONS, type Shown } from './order';
import './facilities.css';

export function nameOf(item: Pick<Shown, 'kind' | 'label' | 'number'>): string {
  const label = item.label || tm(`fac.kind.${item.kind}`);
  return item.number && !label.includes(item.number) ? `${label} ${item.number}` : label;
}

function lastLook(item: Shown): string {
  if (!item.last_checked_at) return tm('fac.never');
  const age = formatAge(item.last_checked_at);
  return tm(item.last_working === false ? 'fac.lastBroken' : 'fac.lastWorks', { age });
}

/** Where it stands, in the line that stays when something was tapped: nothing moves under a finger. */
function Standing({ item }: { item: Shown }) {
  const said = tapped.value.get(item.id);
  if (said) {
    return (
      <Tag tone={said.working ? 'good' : 'warn'} icon={said.working ? 'check' : 'alert'}>
        {tm(said.working ? 'fac.noteWorks' : 'fac.noteBroken')}
      </Tag>
    );
  }
  if (item.due) return <Tag tone="warn">{tm('fac.due')}</Tag>;
  if (!item.next_due_at) return null;
  return <Tag icon="clock">{tm('fac.next', { day: formatDay(item.next_due_at) })}</Tag>;
}

export function FacilityRow({ item }: { item: Shown }) {
  const said = tapped.value.get(item.id);
  const wrong = trouble.value?.facilityId === item.id ? trouble.value.why : null;
  const name = nameOf(item);
  return (
    <li class="facility" data-testid="facility">
      <div class="facility-head">
        <Icon name={KIND_ICONS[item.kind]} />
        <span class="grow">
          <span class="strong">{name}</span>
          <span class="muted small">
            {item.label && `${tm(`fac.kind.${item.kind}`)} · `}
            {item.metres !== null && `${tm('fac.away', { distance: formatDistance(item.metres) })} · `}
            {lastLook(item)}
          </span>
          <Standing item={item} />
        </span>
      </div>
      {said ? (
        <Button
          kind="quiet"
          block
          icon={said.open ? 'undo' : 'refresh'}
          onClick={() => (said.open ? void takeBack(item.id) : again(item.id))}
          data-testid="check-undo"
        >
          {tm(said.open ? 'fac.undo' : 'fac.again')}
        </Button>
      ) : (
        <div class="check-acts" role="group" aria-label={name}>
          <Button icon="check" onClick={() => void tap(item.id, true)} data-testid="check-works">
            {tm('fac.works')}
          </Button>
          <Button icon="alert" onClick={() => void tap(item.id, false)} data-testid="check-broken">
            {tm('fac.broken')}
          </Button>
        </div>
      )}
      {wrong && (
        <FieldError id={`check-${item.id}`}>
          {tm(wrong === 'failed' ? 'fac.failed' : 'fac.tooLate')}
        </FieldError>
      )}
    </li>
  );
}
