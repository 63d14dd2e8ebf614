/** Where the reports of the list are: the same numbers, on the neighbourhood without map tiles. */
import type { LatLon } from '../contract';
import { NumberedMap } from '../numbered-map';
import { neighbourhoodName } from '../neighbourhood';
import { Section } from '../section';
import { sayCategory } from '../texts';
import { type DeskReport, STATES } from './reports';
import { tell } from './words';

interface Props {
  marks: readonly { number: number; report: DeskReport; place: { lat: number; lon: number } }[];
  unplaced: number;
}

export function ReportMap({ marks, unplaced }: Props) {
  const placed = marks.map(({ number, report, place }) => ({
    id: `report-${report.id}`,
    number,
    at: [place.lat, place.lon] as LatLon,
    look: report.state,
    title: `${number}. ${sayCategory(report.category)} · ${tell(`state.${report.state}`)}`,
  }));
  return (
    <Section id="report-map" title={tell('reports.map')}>
      <NumberedMap
        label={tell('reports.mapLabel', { name: neighbourhoodName.value, count: marks.length })}
        marks={placed}
        legend={STATES.filter((state) => marks.some(({ report }) => report.state === state)).map((state) => ({
          look: state,
          word: tell(`state.${state}`),
        }))}
      />
      {unplaced > 0 && <p class="small muted">{tell('reports.unplaced', { count: unplaced })}</p>}
    </Section>
  );
}
