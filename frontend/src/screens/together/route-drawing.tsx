/** A suggested route drawn without any map: soft cells, brighter where few people walk, and the way as a line. */
import { formatDistance } from '../../core/i18n';
import { cellsIn, hexCorners } from '../../core/route-hexes';
import type { DebtCell } from '../../core/route-suggestion';
import { tr } from '../../locales/route';
import { frameOf, scaleLength, type Frame, type Place } from '../../ui/geometry';
import '../../ui/css/trail.css';

const WIDTH = 360;
const HEIGHT = 250;
const MARGIN = 44;

interface RouteDrawingProps {
  cells: readonly DebtCell[];
  band: number;
  line: readonly Place[];
  metres: number;
  here: Place | null;
}

/** Rounded at every corner: nobody walks from middle to middle. */
function smooth(points: readonly (readonly [number, number])[]): string {
  const [first] = points;
  if (!first) return '';
  const half = (a: readonly [number, number], b: readonly [number, number]) =>
    `${((a[0] + b[0]) / 2).toFixed(1)} ${((a[1] + b[1]) / 2).toFixed(1)}`;
  const turns = points
    .slice(1, -1)
    .map((point, index) => `Q${point.join(' ')} ${half(point, points[index + 2]!)}`);
  return `M${first.join(' ')}L${half(first, points[1] ?? first)}${turns.join('')}L${points.at(-1)!.join(' ')}`;
}

function Hexes({
  cells,
  band,
  frame,
  about,
}: {
  cells: readonly DebtCell[];
  band: number;
  frame: Frame;
  about: Place;
}) {
  const high = (HEIGHT * frame.metresPerUnit) / 111_320;
  const wide = (WIDTH * frame.metresPerUnit) / (111_320 * Math.cos((about.lat * Math.PI) / 180));
  const box = {
    south: about.lat - high,
    north: about.lat + high,
    west: about.lon - wide,
    east: about.lon + wide,
  };
  const shown = cellsIn(cells, box);
  const corners = hexCorners(cells, shown[0] ?? 0);
  // One shape for each shade: a thousand little ones would make a phone stutter.
  const shades = [0, 1, 2, 3].map((debt) =>
    shown
      .filter((index) => Math.min(3, Math.round(cells[index]?.debt[band] ?? 0)) === debt)
      .map((index) => {
        const { lat, lon } = cells[index]!;
        const points = corners.map((corner) =>
          frame.at({ lat: lat + corner.lat * 0.93, lon: lon + corner.lon * 0.93 }).join(' '),
        );
        return `M${points.join('L')}z`;
      })
      .join(''),
  );
  return <>{shades.map((path, debt) => path && <path key={debt} class={`hex hex-${debt}`} d={path} />)}</>;
}

export function RouteDrawing({ cells, band, line, metres, here }: RouteDrawingProps) {
  const [start] = line;
  if (!start) return null;
  const frame = frameOf(line, WIDTH, HEIGHT, MARGIN, 300);
  const points = line.map((place) => frame.at(place));
  const [sx, sy] = frame.at(start);
  const quarter = Math.max(1, Math.round(points.length / 4));
  const [a, b] = [points[quarter - 1] ?? points[0]!, points[quarter] ?? points[0]!];
  const turn = Math.round((Math.atan2(b[1] - a[1], b[0] - a[0]) * 180) / Math.PI);
  const me = here && frame.at(here);
  const apart = me ? Math.hypot(me[0] - sx, me[1] - sy) : 0;
  const inside = me && apart > 24 && me[0] > 8 && me[0] < WIDTH - 8 && me[1] > 8 && me[1] < HEIGHT - 8;
  const scale = scaleLength(frame.metresPerUnit, 80);
  return (
    <svg
      class="cell route-drawing"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={tr('route.drawing', { distance: formatDistance(metres) })}
    >
      <Hexes cells={cells} band={band} frame={frame} about={middleOf(line)} />
      <path class="route-edge" d={smooth(points)} />
      <path class="route-line" d={smooth(points)} />
      <path
        class="route-arrow"
        d="M-6-7 8 0-6 7-2 0z"
        transform={`translate(${(a[0] + b[0]) / 2} ${(a[1] + b[1]) / 2}) rotate(${turn})`}
      />
      {inside && <circle class="cell-me" cx={me[0]} cy={me[1]} r="6" />}
      <g>
        <circle class="route-start" cx={sx} cy={sy} r="7" />
        <text
          x={sx + (sx > WIDTH - 60 ? -13 : 13)}
          y={sy + 5}
          text-anchor={sx > WIDTH - 60 ? 'end' : 'start'}
        >
          {tr('route.start')}
        </text>
      </g>
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

function middleOf(line: readonly Place[]): Place {
  const [lats, lons] = [line.map((place) => place.lat), line.map((place) => place.lon)];
  return {
    lat: (Math.min(...lats) + Math.max(...lats)) / 2,
    lon: (Math.min(...lons) + Math.max(...lons)) / 2,
  };
}
