/** The picture of cells: fill, dot and hatch say the same; the table below says it in words. */
import { useState } from 'preact/hooks';

import type { LatLon } from '../contract';
import { outline } from '../geometry';
import { Ground } from '../ground';
import { boundary as neighbourhoodEdge, neighbourhoodName, whereIs } from '../neighbourhood';
import { Section } from '../section';
import { type CoverageCell, type CoverageFilters, debtOf, levelOf, visitsOf } from './coverage';
import { tell } from './words';

interface Props {
  cells: readonly CoverageCell[];
  filters: CoverageFilters;
}

/** The dot of each level, in the picture's own units, for a cell of about 16. */
const DOTS = {
  visits: [0, 0.12, 0.22, 0.34],
  debt: [0, 0.1, 0.17, 0.25],
} as const;
const LEVELS = [0, 1, 2, 3] as const;

export function HexPicture({ cells, filters: { show, band } }: Props) {
  const [picked, setPicked] = useState<CoverageCell | null>(null);
  const level = (cell: CoverageCell) =>
    show === 'visits' ? levelOf(visitsOf(cell, band)) : debtOf(cell, band);
  const shown = picked && cells.find(({ cell }) => cell === picked.cell);
  return (
    <Section id="hexes" title={tell(show === 'visits' ? 'picture.visits' : 'picture.debt')}>
      <Ground
        label={tell('picture.label', { name: neighbourhoodName.value, count: cells.length })}
        points={cells.flatMap(({ boundary }) => boundary)}
        rings={false}
      >
        {(on) => (
          <g aria-hidden="true" class={`desk-hexes is-${show}`}>
            <defs>
              <pattern
                id="desk-nobody"
                width="5"
                height="5"
                patternUnits="userSpaceOnUse"
                patternTransform="rotate(45)"
              >
                <path class="desk-nobody" d="M0 0v5" />
              </pattern>
            </defs>
            {cells.map((cell) => {
              const at = level(cell);
              const size = heightOf(cell.boundary, on.y);
              return (
                <g key={cell.cell} onClick={() => setPicked(cell)}>
                  <polygon
                    class={`desk-hex is-${at} ${cell.cell === shown?.cell ? 'is-picked' : ''}`}
                    points={outline(cell.boundary, on)}
                  >
                    <title>{sentence(cell, band)}</title>
                  </polygon>
                  {at > 0 && (
                    <circle
                      class="desk-hex-dot"
                      cx={on.x(cell.lon)}
                      cy={on.y(cell.lat)}
                      r={DOTS[show][at] * size}
                    />
                  )}
                </g>
              );
            })}
            <polygon class="desk-boundary-line" points={outline(neighbourhoodEdge.value, on)} />
          </g>
        )}
      </Ground>
      <p class="desk-hex-said" role="status">
        {shown ? sentence(shown, band) : tell('picture.touch')}
      </p>
      <Legend show={show} />
      {show === 'debt' && <p class="small muted">{tell(band === '0' ? 'debt.night' : 'debt.what')}</p>}
    </Section>
  );
}

function heightOf(boundary: readonly LatLon[], y: (lat: number) => number): number {
  const ys = boundary.map(([lat]) => y(lat));
  return Math.max(...ys) - Math.min(...ys);
}

function sentence(cell: CoverageCell, band: CoverageFilters['band']): string {
  return tell('picture.cell', {
    where: whereIs([[cell.lat, cell.lon]]),
    visits: visitsOf(cell, band),
    walkers: cell.walkers,
  });
}

function Legend({ show }: { show: CoverageFilters['show'] }) {
  return (
    <div class="desk-legend">
      <ul>
        {LEVELS.map((level) => (
          <li key={level}>
            <svg
              viewBox="0 0 24 24"
              width="22"
              height="22"
              aria-hidden="true"
              class={`desk-hexes is-${show}`}
            >
              <path class={`desk-hex is-${level}`} d="M12 1 22 6.5v11L12 23 2 17.5v-11Z" />
              {level > 0 && <circle class="desk-hex-dot" cx="12" cy="12" r={DOTS[show][level] * 22} />}
            </svg>
            {tell(`${show}.${level}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}
