/** Reports one under the other, each with what was seen, where, by how many, and what the desk answered. */
import { Button, Icon, Tag, type Tone, type IconName } from '../../ui';
import { serverNow } from '../clock';
import { whereIs } from '../neighbourhood';
import { Photos } from '../photos';
import { sayAgo, sayCategory, sayName, sayTime } from '../texts';
import type { DeskReport, ReportState } from './reports';
import { tell } from './words';

const LOOKS: Record<ReportState, [IconName, Tone]> = {
  received: ['bell', 'warn'],
  in_progress: ['clock', 'info'],
  fixed: ['check', 'good'],
  not_ours: ['next', 'plain'],
};

interface Props {
  reports: readonly DeskReport[];
  /** Null for somebody who may only look. */
  onAnswer: ((report: DeskReport) => void) | null;
}

export function ReportList({ reports, onAnswer }: Props) {
  return (
    <ol class="desk-rows">
      {reports.map((report, index) => (
        <Row key={report.id} report={report} number={index + 1} onAnswer={onAnswer} />
      ))}
    </ol>
  );
}

export function StateTag({ state }: { state: ReportState }) {
  const [icon, tone] = LOOKS[state];
  return (
    <Tag icon={icon} tone={tone}>
      {tell(`state.${state}`)}
    </Tag>
  );
}

function Row({ report, number, onAnswer }: { report: DeskReport; number: number } & Omit<Props, 'reports'>) {
  const now = serverNow.value;
  const open = report.state === 'received' || report.state === 'in_progress';
  return (
    <li class="desk-row desk-numbered" id={`report-${report.id}`} tabIndex={-1}>
      <span class={`desk-number is-${report.state}`} aria-hidden="true">
        {number}
      </span>
      <div class="grow">
        <p class="desk-check-in-head">
          <span class="strong">{sayCategory(report.category)}</span>
          <StateTag state={report.state} />
          {report.also_reported > 0 && (
            <Tag icon="people" tone="plain">
              {tell('reports.also', { count: report.also_reported })}
            </Tag>
          )}
        </p>
        {report.note !== '' && <p class="desk-note">{report.note}</p>}
        <p class="small muted">
          {sayName(report.reporter.name)} · {placeOf(report)}
        </p>
        <Photos ids={report.photo_ids} name={report.reporter.name} />
        {report.answer !== '' && (
          <p class="desk-answer small">
            <Icon name="message" size="s" />
            <span>
              <span class="strong">{tell('reports.answered')}</span> {report.answer}
            </span>
          </p>
        )}
      </div>
      <div class="desk-row-facts num">
        <time dateTime={report.reported_at} title={sayTime(report.reported_at, now)}>
          {sayAgo(report.reported_at, now)}
        </time>
        {report.state !== 'received' && (
          <span class="muted">{tell('reports.stateAt', { age: sayAgo(report.state_at, now) })}</span>
        )}
        {onAnswer !== null && (
          <Button
            kind={open ? 'second' : 'quiet'}
            aria-label={tell('reports.answerNamed', { count: number, what: sayCategory(report.category) })}
            onClick={() => onAnswer(report)}
          >
            {tell(open ? 'reports.answer' : 'reports.change')}
          </Button>
        )}
      </div>
    </li>
  );
}

function placeOf({ place, facility_label }: DeskReport): string {
  const where = place === null ? tell('reports.noPlace') : whereIs([[place.lat, place.lon]]);
  return facility_label === null ? where : `${facility_label} · ${where}`;
}
