/** The neighbourhood drawn without map tiles: boundary, distances, cells of open alerts and of walks now. */
import { formatDistance } from '../core/i18n';
import type { BoardAlert, BoardPatrol, LatLon } from './contract';
import { centreOf, outline, project, type Projection } from './geometry';
import { MapMarks, type Placed } from './map-marks';
import { type Cell, cellsOf } from './marks';
import { boundary, centre, neighbourhoodName } from './neighbourhood';
import { spread } from './spread';
import { say } from './texts';

const WIDTH = 440;
const HEIGHT = 360;
const RINGS_M = [250, 500, 1000];
const MARKS_APART = 33;

interface Props {
  alerts: readonly BoardAlert[];
  walks: readonly BoardPatrol[];
}

export function NeighbourhoodMap({ alerts, walks }: Props) {
  const cells = cellsOf(alerts, walks);
  const drawn = [...boundary.value, ...cells.flatMap((cell) => cell.boundary)];
  if (drawn.length === 0) return <p class="muted">{say('picture.empty')}</p>;
  const on = project(drawn, WIDTH, HEIGHT, 26);
  const names = { name: neighbourhoodName.value, alerts: alerts.length, walks: walks.length };
  return (
    <figure class="desk-map" aria-label={say('picture.label', names)}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
        <defs>
          <pattern
            id="desk-hatch"
            width="7"
            height="7"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <path class="desk-hatch" d="M0 0v7" />
          </pattern>
        </defs>
        {boundary.value.length > 0 && <polygon class="desk-boundary" points={outline(boundary.value, on)} />}
        {centre.value !== null && <Rings at={centre.value} on={on} />}
        {cells.map((cell) => (
          <polygon key={cell.cell} class={`desk-cell is-${cell.look}`} points={outline(cell.boundary, on)} />
        ))}
        <MapMarks marks={placedMarks(cells, on)} />
        <Compass />
      </svg>
    </figure>
  );
}

function placedMarks(cells: readonly Cell[], on: Projection): Placed[] {
  const marks = cells.flatMap((cell) => {
    const [lat, lon] = centreOf(cell.boundary);
    const home = { x: on.x(lon), y: on.y(lat) };
    return cell.marks.map((mark) => ({ mark, home, ...home }));
  });
  return spread(marks, MARKS_APART);
}

function Rings({ at: [lat, lon], on }: { at: LatLon; on: Projection }) {
  const [x, y] = [on.x(lon), on.y(lat)];
  return (
    <g class="desk-rings" aria-hidden="true">
      <path d={`M${x - 5} ${y}h10M${x} ${y - 5}v10`} />
      {RINGS_M.filter((metres) => metres * on.scale < WIDTH / 2).map((metres) => (
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
