/** The neighbourhood drawn without map tiles: boundary, distances, cells of open alerts and of walks now. */
import type { BoardAlert, BoardPatrol } from './contract';
import { centreOf, outline, type Projection } from './geometry';
import { Ground } from './ground';
import { MapMarks, type Placed } from './map-marks';
import { type Cell, cellsOf } from './marks';
import { neighbourhoodName } from './neighbourhood';
import { spread } from './spread';
import { say } from './texts';

const MARKS_APART = 33;

interface Props {
  alerts: readonly BoardAlert[];
  walks: readonly BoardPatrol[];
}

export function NeighbourhoodMap({ alerts, walks }: Props) {
  const cells = cellsOf(alerts, walks);
  const names = { name: neighbourhoodName.value, alerts: alerts.length, walks: walks.length };
  return (
    <Ground label={say('picture.label', names)} points={cells.flatMap((cell) => cell.boundary)}>
      {(on) => (
        <>
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
          {cells.map((cell) => (
            <polygon
              key={cell.cell}
              class={`desk-cell is-${cell.look}`}
              points={outline(cell.boundary, on)}
            />
          ))}
          <MapMarks marks={placedMarks(cells, on)} />
        </>
      )}
    </Ground>
  );
}

function placedMarks(cells: readonly Cell[], on: Projection): Placed[] {
  const marks = cells.flatMap((cell) => {
    const middle = centreOf(cell.boundary);
    return cell.marks.map((mark) => {
      const [lat, lon] = (mark.kind === 'walk' ? mark.at : undefined) ?? middle;
      const home = { x: on.x(lon), y: on.y(lat) };
      return { mark, home, ...home };
    });
  });
  return spread(marks, MARKS_APART);
}
