/** The ground of every picture at the desk: the neighbourhood without map tiles, its distances, north. */
import type { ComponentChildren } from 'preact';

import { formatDistance } from '../core/i18n';
import type { LatLon } from './contract';
import { outline, project, type Projection } from './geometry';
import { boundary, centre } from './neighbourhood';
import { say } from './texts';

export const WIDTH = 440;
export const HEIGHT = 360;
const MARGIN = 26;
/** About 100 m. */
const LEAST_DEGREES = 0.001;
const RINGS_M = [250, 500, 1000, 2000];

interface Props {
  /** What a screen reader hears instead; it says where the same can be read. */
  label: string;
  /** All that must fit besides the boundary. */
  points: readonly LatLon[];
  /** Rings under everything; off where the drawing is dense. */
  rings?: boolean;
  /** Drawn as large as the points allow; the boundary may then lie outside. */
  near?: boolean;
  children: (on: Projection) => ComponentChildren;
}

export function Ground({ label, points, rings = true, near = false, children }: Props) {
  const drawn = [...boundary.value, ...points];
  if (drawn.length === 0) return <p class="muted">{say('picture.empty')}</p>;
  const on = project(near && points.length > 0 ? aroundThem(points) : drawn, WIDTH, HEIGHT, MARGIN);
  return (
    <figure class="desk-map" aria-label={label}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
        {boundary.value.length > 0 && <polygon class="desk-boundary" points={outline(boundary.value, on)} />}
        {rings && centre.value !== null && <Rings at={centre.value} on={on} />}
        {children(on)}
        <Compass />
      </svg>
    </figure>
  );
}

/** A single point is not shown through a magnifying glass. */
function aroundThem(points: readonly LatLon[]): LatLon[] {
  return points.flatMap(([lat, lon]): LatLon[] => [
    [lat - LEAST_DEGREES, lon - LEAST_DEGREES],
    [lat + LEAST_DEGREES, lon + LEAST_DEGREES],
  ]);
}

function Rings({ at: [lat, lon], on }: { at: LatLon; on: Projection }) {
  const [x, y] = [on.x(lon), on.y(lat)];
  return (
    <g class="desk-rings" aria-hidden="true">
      <path d={`M${x - 5} ${y}h10M${x} ${y - 5}v10`} />
      {RINGS_M.filter((metres) => metres * on.scale > 24 && metres * on.scale < WIDTH / 2).map((metres) => (
        <g key={metres}>
          <circle cx={x} cy={y} r={metres * on.scale} />
          <text x={x} y={y + metres * on.scale - 4}>
            {formatDistance(metres)}
          </text>
        </g>
      ))}
    </g>
  );
}

function Compass() {
  return (
    <g class="desk-compass" aria-hidden="true">
      <path d={`M${WIDTH - 20} 14l6 14-6-4-6 4z`} />
      <text x={WIDTH - 20} y={42}>
        {say('picture.north')}
      </text>
    </g>
  );
}
