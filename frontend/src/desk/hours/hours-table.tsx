/** A month's hours by member, with the month's sums above. */
import { formatDistance, formatNumber } from '../../core/i18n';
import { Nothing } from '../nothing';
import { Section } from '../section';
import { sayMinutes, sayMonth } from '../texts';
import { type MemberHours, type MonthHours, mostFirst, sumsOf } from './hours';
import { tell } from './words';

interface Props {
  month: string;
  hours: MonthHours;
  /** Another month has been asked for and is not here yet. */
  stale: boolean;
}

export function HoursTable({ month, hours, stale }: Props) {
  const sums = sumsOf(hours.items);
  const longest = Math.max(1, ...hours.items.map((one) => one.confirmed_min));
  return (
    <div class="desk-column" {...(stale && { 'aria-busy': 'true' })}>
      <dl class="desk-sums">
        <Sum label={tell('hours.confirmed')} value={sayMinutes(sums.confirmed_min)} />
        <Sum label={tell('hours.walks')} value={formatNumber(sums.walks)} />
        <Sum label={tell('hours.members')} value={tell('hours.membersUnit', { count: sums.members })} />
        <Sum label={tell('hours.waiting')} value={formatNumber(sums.needs_confirmation)} />
      </dl>
      <Section id="hours" title={tell('hours.byMember', { month: sayMonth(month) })}>
        {hours.items.length === 0 ? (
          <Nothing title={tell('hours.empty')} more={tell('hours.emptyMore')} />
        ) : (
          <table class="desk-table desk-wide-table">
            <caption class="sr-only">{tell('hours.byMember', { month: sayMonth(month) })}</caption>
            <thead>
              <tr>
                <th scope="col">{tell('hours.name')}</th>
                <th scope="col">{tell('hours.confirmed')}</th>
                <th scope="col">{tell('hours.walks')}</th>
                <th scope="col">{tell('hours.distance')}</th>
                <th scope="col">{tell('hours.pending')}</th>
              </tr>
            </thead>
            <tbody>
              {mostFirst(hours.items).map((one) => (
                <Row key={one.member.id} one={one} longest={longest} />
              ))}
            </tbody>
          </table>
        )}
        <p class="small muted">{tell('hours.rule')}</p>
      </Section>
    </div>
  );
}

function Sum({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd class="num">{value}</dd>
    </div>
  );
}

function Row({ one, longest }: { one: MemberHours; longest: number }) {
  return (
    <tr>
      <th scope="row">{one.member.name}</th>
      <td data-label={tell('hours.confirmed')} class="num">
        {sayMinutes(one.confirmed_min)}
        <svg class="desk-bar-chart" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
          <rect width={(100 * one.confirmed_min) / longest} height="8" />
        </svg>
      </td>
      <td data-label={tell('hours.walks')} class="num">
        {formatNumber(one.walks)}
      </td>
      <td data-label={tell('hours.distance')} class="num">
        {formatDistance(one.distance_m)}
      </td>
      <td data-label={tell('hours.pending')}>
        {one.needs_confirmation === 0 ? (
          <span class="muted">{tell('hours.none')}</span>
        ) : (
          tell('hours.waitingWalks', { count: one.needs_confirmation, span: sayMinutes(one.pending_min) })
        )}
      </td>
    </tr>
  );
}
