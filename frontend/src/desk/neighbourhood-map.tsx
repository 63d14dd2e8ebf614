/** The neighbourhood drawn without map tiles: boundary, distances, cells of open alerts and of walks now. */
import type { BoardAlert, BoardPatrol, LatLon, OnTheWay } from './contract';
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
  /** Those on their way to the alert. */
  comers?: readonly OnTheWay[];
}

const NOBODY: readonly OnTheWay[] = [];

export function NeighbourhoodMap({ alerts, walks, comers = NOBODY }: Props) {
  const cells = cellsOf(alerts, walks);
  const names = { name: neighbourhoodName.value, alerts: alerts.length, walks: walks.length };
  return (
    <Ground
      label={say('picture.label', names)}
      points={[
        ...cells.flatMap((cell) => cell.boundary),
        ...comers.map(({ lat, lon }): LatLon => [lat, lon]),
      ]}
    >
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
          <MapMarks marks={placedMarks(cells, comers, on)} />
        </>
      )}
    </Ground>
  );
}

function placedMarks(cells: readonly Cell[], comers: readonly OnTheWay[], on: Projection): Placed[] {
  const marks = cells.flatMap((cell) => {
    const middle = centreOf(cell.boundary);
    return cell.marks.map((mark) => {
      const [lat, lon] = (mark.kind === 'walk' ? mark.at : undefined) ?? middle;
      const home = { x: on.x(lon), y: on.y(lat) };
      return { mark, home, ...home };
    });
  });
  const coming = comers.map(({ name, lat, lon }): Placed => {
    const home = { x: on.x(lon), y: on.y(lat) };
    return { mark: { kind: 'walk', count: 1, name, at: [lat, lon] }, home, ...home };
  });
  return spread([...marks, ...coming], MARKS_APART);
}
