/** The latest check-ins: what people said, with photos, and in words whatever is odd about the time. */
import { useState } from 'preact/hooks';

import { type IconName, Tag, type Tone } from '../ui';
import { alertPath } from './addresses';
import { secondsSince } from './ages';
import { serverNow } from './clock';
import type { BoardCheckIn } from './contract';
import { checkInPasses, type Filters } from './filters';
import { FilterSelect } from './filter-select';
import { Photos } from './photos';
import { Section } from './section';
import { Nothing } from './nothing';
import { say, sayAgo, sayCategory, sayName, saySpan, sayTime } from './texts';

const FIRST = 8;

interface Props {
  checkIns: readonly BoardCheckIn[];
  filters: Filters;
  onFilters: (change: Partial<Filters>) => void;
}

export function CheckIns({ checkIns, filters, onFilters }: Props) {
  const [all, showAll] = useState(false);
  const passing = checkIns.filter((one) => checkInPasses(one, filters));
  const shown = all ? passing : passing.slice(0, FIRST);
  return (
    <Section
      id="reports"
      title={say('reports.title')}
      count={String(passing.length)}
      aside={<FilterSelect name="reports" filters={filters} onFilters={onFilters} />}
    >
      {passing.length === 0 ? (
        <Nothing
          title={say(checkIns.length === 0 ? 'reports.empty' : 'reports.filtered')}
          more={checkIns.length === 0 ? say('reports.emptyMore') : undefined}
        />
      ) : (
        <ul class="desk-rows">
          {shown.map((one) => (
            <CheckIn key={one.id} checkIn={one} />
          ))}
        </ul>
      )}
      {shown.length < passing.length && (
        <button type="button" class="btn btn-quiet" onClick={() => showAll(true)}>
          {say('reports.more', { count: passing.length - shown.length })}
        </button>
      )}
    </Section>
  );
}

function kindOf(one: BoardCheckIn): [IconName, Tone, string] {
  if (one.status === 'safe') {
    return ['check', 'good', say(one.context === 'walk' ? 'reports.nothing' : 'reports.safe')];
  }
  if (one.urgency === 'urgent' || one.alert_id !== null) return ['bell', 'danger', say('reports.urgent')];
  return ['alert', 'warn', say(one.context === 'walk' ? 'reports.report' : 'reports.concern')];
}

function CheckIn({ checkIn }: { checkIn: BoardCheckIn }) {
  const [icon, tone, word] = kindOf(checkIn);
  const at = checkIn.clock_flag ? checkIn.received_at : checkIn.recorded_at;
  const delay = secondsSince(checkIn.recorded_at, Date.parse(checkIn.received_at));
  return (
    <li class="desk-row desk-check-in">
      <div class="grow">
        <p class="desk-check-in-head">
          <Tag icon={icon} tone={tone}>
            {word}
          </Tag>
          {checkIn.status === 'concern' && <span class="strong">{sayCategory(checkIn.category)}</span>}
        </p>
        <p class="small">
          {sayName(checkIn.name)} <span class="muted">{say(`reports.${checkIn.context}`)}</span>
        </p>
        {checkIn.note !== null && checkIn.note !== '' && <p class="desk-note">{checkIn.note}</p>}
        <p class="desk-tags">
          {checkIn.late && (
            <Tag icon="clock" tone="warn">
              {say('reports.late', { span: saySpan(delay) })}
            </Tag>
          )}
          {checkIn.clock_flag && (
            <Tag icon="alert" tone="warn">
              {say('reports.clock')}
            </Tag>
          )}
          {checkIn.cancelled_at !== null && (
            <Tag icon="close" tone="plain">
              {say('reports.cancelled')}
            </Tag>
          )}
        </p>
        <Photos ids={checkIn.photo_ids} name={checkIn.name} />
      </div>
      <div class="desk-row-facts num">
        <time dateTime={at} title={sayTime(at, serverNow.value)}>
          {sayAgo(at, serverNow.value)}
        </time>
        {checkIn.alert_id !== null && (
          <a class="desk-text-link" href={alertPath(checkIn.alert_id)}>
            {say('reports.alert')}
          </a>
        )}
      </div>
    </li>
  );
}
