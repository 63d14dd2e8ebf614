/** Roughly where: one cell in the outline of the neighbourhood, never an address. */
import { formatDistance } from '../core/i18n';
import { tm } from '../locales/more';
import { frameOf, scaleLength, wayTo, type Place } from './geometry';
import './css/trail.css';

const WIDTH = 360;
const HEIGHT = 150;

export const COMPASS = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const;

/** The middle of a cell. */
export function middleOf(boundary: readonly (readonly [number, number])[]): Place {
  const count = boundary.length || 1;
  return {
    lat: boundary.reduce((sum, [lat]) => sum + lat, 0) / count,
    lon: boundary.reduce((sum, [, lon]) => sum + lon, 0) / count,
  };
}

/** "북동쪽으로 약 300 m": to the middle of the cell, in steps of 50 m, worked out on this phone. */
export function roughWay(from: Place, boundary: readonly (readonly [number, number])[]): string {
  const { metres, bearing } = wayTo(from, middleOf(boundary));
  if (metres < 150) return tm('way.here');
  const direction = COMPASS[Math.round(bearing / 45) % 8] ?? 'n';
  return tm('way.there', {
    direction: tm(`way.${direction}`),
    distance: formatDistance(Math.round(metres / 50) * 50),
  });
}

interface CellSketchProps {
  cell: readonly (readonly [lat: number, lon: number])[];
  /** GeoJSON ring: longitude first. */
  around: readonly (readonly number[])[];
  me: Place | null;
}

export function CellSketch({ cell, around, me }: CellSketchProps) {
  const hex = cell.map(([lat, lon]) => ({ lat, lon }));
  const outline = around.map(([lon = 0, lat = 0]) => ({ lat, lon }));
  const middle = middleOf(cell);
  const near = me && wayTo(me, middle).metres < 2500 ? me : null;
  // The neighbourhood gives the setting; the cell and I decide how close the drawing looks.
  const frame = frameOf([...hex, ...(near ? [near] : [])], WIDTH, HEIGHT, near ? 24 : 34, 500);
  const shape = (places: readonly Place[]) =>
    `M${places.map((place) => frame.at(place).join(' ')).join('L')}z`;
  const [x, y] = frame.at(middle);
  const mine = near && frame.at(near);
  const scale = scaleLength(frame.metresPerUnit, 80);
  return (
    <svg
      class="cell"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={me ? roughWay(me, cell) : tm('cell.label')}
    >
      <path class="cell-area" d={shape(outline)} />
      {mine && <path class="cell-way" d={`M${mine.join(' ')}L${x} ${y}`} />}
      <path class="cell-hex" d={shape(hex)} />
      {mine && (
        <g>
          <circle class="cell-me" cx={mine[0]} cy={mine[1]} r="7" />
          <text
            x={mine[0] > WIDTH - 60 ? mine[0] - 12 : mine[0] + 12}
            y={mine[1] + 5}
            text-anchor={mine[0] > WIDTH - 60 ? 'end' : 'start'}
          >
            {tm('cell.me')}
          </text>
        </g>
      )}
      <g transform={`translate(12 ${HEIGHT - 10})`}>
        <path class="trail-scale" d={`M0-5V0H${Math.round(scale / frame.metresPerUnit)}V-5`} />
        <text x="0" y="-9">
          {formatDistance(scale)}
        </text>
      </g>
      <g transform={`translate(${WIDTH - 20} 24)`}>
        <path class="trail-scale" d="M0 10V-6M-5-1 0-7 5-1" />
        <text x="0" y="22" text-anchor="middle">
          N
        </text>
      </g>
    </svg>
  );
}
