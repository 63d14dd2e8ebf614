/** One report of mine: what it was, where it stands, what was answered. */
import { formatAge, formatDay } from '../../core/i18n';
import type { Report } from '../../core/reports';
import { tm } from '../../locales/more';
import { Icon } from '../../ui/icon';
import { REPORTS } from '../walk/categories';
import { ReportTag } from './report-state';
import './reports.css';

/** Which picture goes with a category. */
export function iconOf(category: string | null | undefined) {
  return REPORTS.find(([each]) => each === category)?.[1] ?? 'message';
}

export function Answer({ text }: { text: string }) {
  return (
    <blockquote class="answer">
      <p class="small strong">{tm('reports.answer')}</p>
      <p>{text}</p>
    </blockquote>
  );
}

export function ReportCard({ report, opened }: { report: Report; opened: boolean }) {
  return (
    <li
      class={`report ${report.state === 'fixed' ? 'report-fixed' : ''}`}
      {...(opened && { 'aria-current': 'true' as const })}
      id={`report-${report.id}`}
      data-testid="my-report"
    >
      <div class="row report-head">
        <Icon name={iconOf(report.category)} />
        <h2 class="grow">{tm(`kind.${report.category}`)}</h2>
        <ReportTag state={report.state} />
      </div>
      <p class="small muted">
        <time dateTime={report.reported_at}>{formatDay(report.reported_at)}</time>
        {report.facility_label && ` · ${report.facility_label}`}
        {report.state !== 'received' && ` · ${tm('reports.since', { age: formatAge(report.state_at) })}`}
      </p>
      {report.note && <p>{report.note}</p>}
      {report.answer && <Answer text={report.answer} />}
      {report.also_reported > 0 && (
        <p class="row small report-also">
          <Icon name="people" size="s" />
          {tm('reports.also', { count: report.also_reported })}
        </p>
      )}
      {report.photo_ids.length > 0 && (
        <div class="report-photos">
          {report.photo_ids.map((id) => (
            <a key={id} href={`/api/photos/${id}`} target="_blank" rel="noreferrer">
              <img src={`/api/photos/${id}`} alt={tm('reports.photo')} loading="lazy" />
            </a>
          ))}
        </div>
      )}
      {report.patrol_id && (
        <a class="report-walk" href={`/walk/${report.patrol_id}`}>
          <Icon name="route" size="s" />
          {tm('reports.walk')}
        </a>
      )}
    </li>
  );
}
