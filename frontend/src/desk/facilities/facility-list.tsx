/** Facilities one under the other: how each stands, when it was looked at, when it should be again. */
import { type IconName, Button, Tag, type Tone } from '../../ui';
import { serverNow } from '../clock';
import { canChange, whereIs } from '../neighbourhood';
import { Nothing } from '../nothing';
import { sayAgo } from '../texts';
import { type Facility, type Standing, standingOf } from './facilities';
import { sayDue } from './due';
import { tell } from './words';

const LOOKS: Record<Standing, [IconName, Tone]> = {
  broken: ['alert', 'danger'],
  due: ['clock', 'warn'],
  well: ['check', 'good'],
};

type Deed = 'edit' | 'remove' | 'checks';

interface Props {
  facilities: readonly Facility[];
  filtered: boolean;
  onDo: (what: Deed, facility: Facility) => void;
}

export function FacilityList({ facilities, filtered, onDo }: Props) {
  if (facilities.length === 0) {
    return (
      <Nothing
        title={tell(filtered ? 'facilities.noMatch' : 'facilities.empty')}
        more={tell(filtered ? 'facilities.noMatchMore' : 'facilities.emptyMore')}
      />
    );
  }
  return (
    <ol class="desk-rows">
      {facilities.map((facility, index) => (
        <Row key={facility.id} facility={facility} number={index + 1} onDo={onDo} />
      ))}
    </ol>
  );
}

function Row({ facility, number, onDo }: { facility: Facility; number: number; onDo: Props['onDo'] }) {
  const standing = standingOf(facility);
  const [icon, tone] = LOOKS[standing];
  const now = serverNow.value;
  const name = facility.label;
  return (
    <li class="desk-row desk-numbered" id={`facility-${facility.id}`} tabIndex={-1}>
      <span class={`desk-number is-${standing}`} aria-hidden="true">
        {number}
      </span>
      <div class="grow">
        <p class="desk-check-in-head">
          <span class="strong">{name}</span>
          <Tag icon={icon} tone={tone}>
            {tell(`standing.${standing}`)}
          </Tag>
        </p>
        <p class="small muted">
          {tell(`kind.${facility.kind}`)}
          {facility.number ? ` ${facility.number}` : ''} · {whereIs([[facility.lat, facility.lon]])}
        </p>
        <p class="small desk-facts-line">
          <span>
            {facility.last_checked_at === null
              ? tell('facilities.never')
              : tell('facilities.checked', { age: sayAgo(facility.last_checked_at, now) })}
          </span>
          <span class="muted">{sayDue(facility, now)}</span>
        </p>
      </div>
      <div class="desk-row-facts desk-room-actions">
        <Button
          kind="quiet"
          aria-label={tell('facilities.checksNamed', { name })}
          onClick={() => onDo('checks', facility)}
        >
          {tell('facilities.checks')}
        </Button>
        {canChange.value && (
          <>
            <Button
              kind="quiet"
              aria-label={tell('facilities.editNamed', { name })}
              onClick={() => onDo('edit', facility)}
            >
              {tell('facilities.edit')}
            </Button>
            <Button
              kind="quiet"
              aria-label={tell('facilities.removeNamed', { name })}
              onClick={() => onDo('remove', facility)}
            >
              {tell('facilities.remove')}
            </Button>
          </>
        )}
      </div>
    </li>
  );
}
