/** What walkers saw on the street: found, looked into, answered. */
import { useLocation } from 'preact-iso/router';
import { useState } from 'preact/hooks';

import { Button } from '../../ui';
import { Answered, More } from '../answered';
import { DeskFrame } from '../desk-frame';
import { ExportDialog } from '../export-dialog';
import { canChange } from '../neighbourhood';
import { Nothing } from '../nothing';
import { RoomHead } from '../room-head';
import { Section } from '../section';
import { usePages } from '../use-pages';
import { AnswerDialog } from './answer-dialog';
import { ReportFilterBar } from './report-filter-bar';
import { ReportList } from './report-list';
import { ReportMap } from './report-map';
import {
  addressOfReports,
  type DeskReport,
  filtersReports,
  findReports,
  numbered,
  type ReportFilters,
  reportFiltersFrom,
  reportsFile,
} from './reports';
import { loadWords, tell } from './words';

export default function ReportsScreen() {
  return (
    <DeskFrame page="reports" words={loadWords}>
      <Reports />
    </DeskFrame>
  );
}

function Reports() {
  const { route, query } = useLocation();
  const filters = reportFiltersFrom(query);
  const pages = usePages(addressOfReports(filters), (cursor) => findReports(filters, cursor));
  const [answering, setAnswering] = useState<DeskReport | null>(null);
  const [exporting, setExporting] = useState(false);
  const change = (part: Partial<ReportFilters>) => route(addressOfReports({ ...filters, ...part }), true);
  const found = pages.items ?? [];
  return (
    <>
      <RoomHead title={tell('reports.title')} intro={tell('reports.intro')}>
        <Button icon="download" onClick={() => setExporting(true)}>
          {tell('reports.export')}
        </Button>
      </RoomHead>
      <ReportFilterBar filters={filters} onFilters={change} />
      <div class="desk-columns desk-beside">
        <Section
          id="report-list"
          title={tell('reports.list')}
          count={pages.items === null ? undefined : `${found.length}${pages.goesOn ? '+' : ''}`}
        >
          <Answered held={pages} here={pages.items !== null}>
            {found.length === 0 && (
              <Nothing
                title={tell(filtersReports(filters) ? 'reports.noMatch' : 'reports.empty')}
                more={tell(filtersReports(filters) ? 'reports.noMatchMore' : 'reports.emptyMore')}
              />
            )}
            <ReportList reports={found} onAnswer={canChange.value ? setAnswering : null} />
            <More pages={pages} />
          </Answered>
        </Section>
        <ReportMap marks={numbered(found)} unplaced={found.filter((one) => one.place === null).length} />
      </div>
      {answering !== null && (
        <AnswerDialog
          report={answering}
          onClose={() => setAnswering(null)}
          onDone={async () => {
            // The list shows what the server made of it, not what was pressed.
            await pages.again();
            setAnswering(null);
          }}
        />
      )}
      {exporting && (
        <ExportDialog
          kinds={['csv', 'geojson']}
          what={tell('reports.exportWhat')}
          addressOf={(kind, reason) => reportsFile(filters, kind, reason)}
          onClose={() => setExporting(false)}
        />
      )}
    </>
  );
}
