/** Where nobody walked: the neighbourhood in small cells, by hour of the day, as a picture and as a table. */
import { useLocation } from 'preact-iso/router';

import { Answered } from '../answered';
import { DeskFrame } from '../desk-frame';
import { ShareView } from '../filter-fields';
import { RoomHead } from '../room-head';
import { say } from '../texts';
import { useAnswer } from '../use-answer';
import { BandChart } from './band-chart';
import {
  addressOfCoverage,
  BANDS,
  type Coverage,
  type CoverageFilters,
  coverageFiltersFrom,
  DAYS,
  getCoverage,
  SHOWS,
} from './coverage';
import { CoverageTable } from './coverage-table';
import { HexPicture } from './hex-picture';
import { Honesty } from './honesty';
import { NobodyWalked } from './nobody-walked';
import { Switch } from './switch';
import { loadWords, tell } from './words';
import '../desk-hexes.css';

export default function CoverageScreen() {
  return (
    <DeskFrame page="coverage" words={loadWords}>
      <CoverageRoom />
    </DeskFrame>
  );
}

function CoverageRoom() {
  const { route, query } = useLocation();
  const filters = coverageFiltersFrom(query);
  const held = useAnswer(filters.days, () => getCoverage(filters.days));
  const change = (part: Partial<CoverageFilters>) => route(addressOfCoverage({ ...filters, ...part }), true);
  return (
    <>
      <RoomHead title={tell('coverage.title')} intro={tell('coverage.intro')} />
      <div class="desk-filters">
        <Switch
          label={tell('coverage.show')}
          choices={SHOWS.map((value) => ({ value, label: tell(`show.${value}`) }))}
          value={filters.show}
          onPick={(show) => change({ show })}
        />
        <Switch
          label={tell('coverage.days')}
          choices={DAYS.map((value) => ({ value, label: tell(`days.${value}`) }))}
          value={filters.days}
          onPick={(days) => change({ days })}
        />
        <label class="desk-select">
          <span>{tell('coverage.band')}</span>
          <select
            value={filters.band ?? ''}
            onChange={(event) =>
              change({ band: BANDS.find((band) => band === event.currentTarget.value) ?? null })
            }
          >
            <option value="">{tell('coverage.wholeDay')}</option>
            {BANDS.map((band) => (
              <option key={band} value={band}>
                {tell(`band.${band}`)}
              </option>
            ))}
          </select>
        </label>
        <ShareView />
      </div>
      <Answered held={held} here={held.answer !== null}>
        {held.answer !== null && (
          <div {...(held.busy && { 'aria-busy': 'true' as const })} class="desk-column">
            <Shown coverage={held.answer} filters={filters} />
          </div>
        )}
      </Answered>
    </>
  );
}

function Shown({ coverage, filters }: { coverage: Coverage; filters: CoverageFilters }) {
  if (coverage.cells.length === 0) {
    return (
      <div class="desk-empty">
        <p class="strong">{tell('coverage.empty')}</p>
        <p class="muted small">{say('picture.empty')}</p>
      </div>
    );
  }
  return (
    <>
      <Honesty coverage={coverage} filters={filters} />
      <div class="desk-columns desk-coverage">
        <HexPicture cells={coverage.cells} filters={filters} />
        <div class="desk-column">
          <NobodyWalked cells={coverage.cells} band={filters.band} />
          <BandChart cells={coverage.cells} band={filters.band} />
        </div>
      </div>
      <CoverageTable cells={coverage.cells} band={filters.band} />
    </>
  );
}
