/** The neighbourhood drawn without map tiles: boundary, distances, cells of open alerts and of walks now. */
import { useLocation } from 'preact-iso/router';

import { formatDistance } from '../core/i18n';
import { alertPath } from './addresses';
import type { BoardAlert, BoardPatrol, LatLon } from './contract';
import { centreOf, outline, project, type Projection } from './geometry';
import { type Mark, markKind, marksOf } from './marks';
import { boundary, centre, neighbourhoodName, whereIs } from './neighbourhood';
import { say, sayCategory } from './texts';

const WIDTH = 440;
const HEIGHT = 360;
/** Still 44 px when the picture is 250 px wide. */
const HIT = 39;
const RINGS_M = [250, 500, 1000];

interface Props {
  alerts: readonly BoardAlert[];
  walks: readonly BoardPatrol[];
}

export function NeighbourhoodMap({ alerts, walks }: Props) {
  const marks = marksOf(alerts, walks);
  const drawn = [...boundary.value, ...marks.flatMap((mark) => mark.boundary)];
  if (drawn.length === 0) return <p class="muted">{say('picture.empty')}</p>;
  const on = project(drawn, WIDTH, HEIGHT, 26);
  return (
    <figure
      class="desk-map"
      aria-label={say('picture.label', {
        name: neighbourhoodName.value,
        alerts: alerts.length,
        walks: walks.length,
      })}
    >
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
        {marks.map((mark) => (
          <Cell key={mark.cell} mark={mark} on={on} />
        ))}
        <Compass />
      </svg>
    </figure>
  );
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

function Cell({ mark, on }: { mark: Mark; on: Projection }) {
  const [lat, lon] = centreOf(mark.boundary);
  const [x, y] = [on.x(lon), on.y(lat)];
  const count = mark.alerts.length + (mark.walks.length > 0 ? 1 : 0);
  const left = x - ((count - 1) * 26) / 2;
  return (
    <g class={`desk-cell is-${markKind(mark)}`}>
      <polygon points={outline(mark.boundary, on)} />
      {mark.walks.length > 0 && (
        <WalkMark x={left + mark.alerts.length * 26} y={y} count={mark.walks.length} />
      )}
      {mark.alerts.map((one, index) => (
        <AlertMark key={one.alert.id} x={left + index * 26} y={y} {...one} />
      ))}
    </g>
  );
}

function AlertMark({ x, y, number, alert, standing }: Mark['alerts'][number] & { x: number; y: number }) {
  const { route } = useLocation();
  const href = alertPath(alert.id);
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    route(href);
  };
  const shape =
    standing === 'unanswered' ? 'M0-17L17 0L0 17L-17 0Z' : 'M-13 0a13 13 0 1 0 26 0a13 13 0 1 0-26 0Z';
  const drill = alert.drill ? `${say('alert.drill')}, ` : '';
  const label = `${say('alert.number', { count: number })}: ${drill}${sayCategory(alert.category)}, ${say(`standing.${standing}`)}, ${whereIs(alert.cell_boundary)}`;
  return (
    <a
      class={`desk-mark ${alert.drill ? 'is-drill' : `is-${standing}`}`}
      href={href}
      aria-label={label}
      onClick={open}
    >
      <circle class="desk-hit" cx={x} cy={y} r={HIT} />
      <path transform={`translate(${x} ${y})`} d={shape} />
      <text x={x} y={y + 4.5}>
        {number}
      </text>
    </a>
  );
}

function WalkMark({ x, y, count }: { x: number; y: number; count: number }) {
  return (
    <g class="desk-mark is-walk">
      <title>{`${say('picture.walk')} ${count}`}</title>
      <rect x={x - 12} y={y - 12} width="24" height="24" rx="7" />
      <path
        class="desk-walker"
        transform={`translate(${x - 9} ${y - 9}) scale(.75)`}
        d="M13 4.5h.01M9 21l2.5-5.5-2-3.5 1-5 3.5 2.5 2.5 1M14 21l-1.5-4.5-2-3M7.5 10.5l3-3.5"
      />
      {count > 1 && (
        <text class="desk-walk-count" x={x + 13} y={y - 9}>
          {count}
        </text>
      )}
    </g>
  );
}
