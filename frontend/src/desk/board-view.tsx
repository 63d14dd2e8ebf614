/** Everything on the board, drawn from one answer of the server. */
import { Icon, Notice } from '../ui';
import { DRILLS_PATH, RAISE_PATH } from './addresses';
import { AlertCard } from './alert-card';
import { isUnanswered, oldestUnansweredFirst } from './board';
import { CheckIns } from './check-ins';
import { ClosedAlerts } from './closed-alerts';
import { StaleNotice } from './connection';
import type { Board, BoardAlert } from './contract';
import { FilterBar } from './filter-bar';
import { alertPasses, type Filters, placePasses } from './filters';
import { Findings } from './findings';
import { MissingOnBoard, MissingWay } from './missing/on-board';
import { canChange, neighbourhoodName, whereIs } from './neighbourhood';
import { NewReports } from './new-reports';
import { Nothing } from './nothing';
import { PaperLink } from './paper-link';
import { Picture } from './picture';
import { MissedList } from './promises/missed-list';
import { tell } from './raise/words';
import { Section } from './section';
import { say } from './texts';
import { Talks } from './talks';
import { Walks } from './walks';
import { WorkerBanner } from './worker-banner';

interface Props {
  board: Board;
  filters: Filters;
  onFilters: (change: Partial<Filters>) => void;
  /** Null for somebody who may only look. */
  onResolve: ((alert: BoardAlert) => void) | null;
}

export function BoardView({ board, filters, onFilters, onResolve }: Props) {
  const open = oldestUnansweredFirst(board.alerts);
  const shown = open.filter((alert) => alertPasses(alert, filters));
  return (
    <>
      <div class="desk-top">
        <h1>
          <span class="sr-only">{neighbourhoodName.value} </span>
          {say('desk.title')}
        </h1>
        <NewReports />
        {canChange.value && (
          <a class="btn btn-second" href={RAISE_PATH}>
            <Icon name="alert" />
            {tell('raise.open')}
          </a>
        )}
        <a class="btn btn-quiet" href={DRILLS_PATH}>
          {tell('drills.open')}
        </a>
        <MissingWay />
        {canChange.value && <PaperLink />}
        <Counts board={board} />
      </div>
      <WorkerBanner worker={board.worker} />
      <Findings findings={board.findings ?? []} alerts={[...board.alerts, ...board.closed_alerts]} />
      <MissingOnBoard />
      <StaleNotice />
      <MissedList missed={board.missed ?? []} />
      <Talks talks={board.talks ?? []} />
      {!canChange.value && (
        <Notice tone="info" icon="lock">
          <p>{say('desk.readOnly')}</p>
        </Notice>
      )}
      <div class="desk-columns desk-board">
        <div class="desk-column">
          <Section
            id="alerts"
            title={say('alerts.title')}
            count={String(shown.length)}
            aside={<p class="small muted">{say('alerts.order')}</p>}
          >
            <FilterBar filters={filters} hidden={open.length - shown.length} onFilters={onFilters} />
            {shown.length === 0 && (
              <Nothing
                title={say(open.length === 0 ? 'alerts.empty' : 'alerts.filtered')}
                more={open.length === 0 ? say('alerts.emptyMore') : undefined}
              />
            )}
            <ol class="desk-alerts">
              {shown.map((alert, index) => (
                <li key={alert.id}>
                  <AlertCard
                    alert={alert}
                    number={index + 1}
                    where={whereIs(alert.cell_boundary)}
                    onResolve={onResolve}
                  />
                </li>
              ))}
            </ol>
          </Section>
        </div>
        <div class="desk-column">
          <Picture
            alerts={shown}
            walks={board.patrols}
            shown={filters.picture}
            onShow={(picture) => onFilters({ picture })}
          />
          <Walks walks={board.patrols} />
        </div>
        <CheckIns checkIns={board.check_ins} filters={filters} onFilters={onFilters} />
        <ClosedAlerts alerts={board.closed_alerts.filter((alert) => placePasses(alert, filters))} />
      </div>
    </>
  );
}

function Counts({ board }: { board: Board }) {
  const real = board.alerts.filter((alert) => !alert.drill);
  const waiting = real.filter(isUnanswered).length;
  return (
    <dl class="desk-numbers">
      <div class={waiting > 0 ? 'is-pressing' : ''}>
        <dt>{say('count.unanswered')}</dt>
        <dd class="num">{say('count.unit', { count: waiting })}</dd>
      </div>
      <div>
        <dt>{say('count.coming')}</dt>
        <dd class="num">{say('count.unit', { count: real.length - waiting })}</dd>
      </div>
      <div>
        <dt>{say('count.walks')}</dt>
        <dd class="num">{say('count.walksUnit', { count: board.patrols.length })}</dd>
      </div>
    </dl>
  );
}
