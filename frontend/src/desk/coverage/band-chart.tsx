/** Visits by hour of the day: bars that stand in their own table. */
import { formatNumber } from '../../core/i18n';
import { Section } from '../section';
import { BANDS, byBand, type CoverageCell, type CoverageFilters } from './coverage';
import { tell } from './words';

interface Props {
  cells: readonly CoverageCell[];
  band: CoverageFilters['band'];
}

export function BandChart({ cells, band }: Props) {
  const counts = byBand(cells);
  const most = Math.max(1, ...counts);
  return (
    <Section id="bands" title={tell('bands.title')}>
      <table class="desk-table desk-bands">
        <caption class="sr-only">{tell('bands.title')}</caption>
        <thead class="sr-only">
          <tr>
            <th scope="col">{tell('coverage.band')}</th>
            <th scope="col">{tell('sums.visits')}</th>
          </tr>
        </thead>
        <tbody>
          {BANDS.map((one, index) => (
            <tr key={one} {...(one === band && { class: 'is-picked' })}>
              <th scope="row">{tell(`band.${one}`)}</th>
              <td class="num">
                {formatNumber(counts[index] ?? 0)}
                <svg class="desk-bar-chart" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                  <rect width={(100 * (counts[index] ?? 0)) / most} height="8" />
                </svg>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
