/** Where we meet, in the outline of the neighbourhood; no map tiles, so it is there without a network. */
import { formatDistance } from '../../core/i18n';
import { me } from '../../core/session';
import { tt } from '../../locales/together';
import { roughWay } from '../../ui/cell-sketch';
import { frameOf, scaleLength, wayTo, type Frame, type Place } from '../../ui/geometry';
import '../../ui/css/trail.css';

export const WIDTH = 360;
export const HEIGHT = 210;

export function outline(): Place[] {
  const ring = me.value?.neighbourhood.boundary.coordinates[0] ?? [];
  return ring.map(([lon = 0, lat = 0]) => ({ lat, lon }));
}

/** The neighbourhood as a whole, to choose from. */
export function wholeFrame(): Frame {
  return frameOf(outline(), WIDTH, HEIGHT, 14, 400);
}

interface SketchProps {
  frame: Frame;
  at: Place | null;
  here: Place | null;
}

export function SketchLines({ frame, at, here }: SketchProps) {
  const around = outline();
  const shape = `M${around.map((place) => frame.at(place).join(' ')).join('L')}z`;
  const [x, y] = at ? frame.at(at) : [0, 0];
  const [hx, hy] = here ? frame.at(here) : [0, 0];
  const scale = scaleLength(frame.metresPerUnit, 80);
  return (
    <>
      {around.length > 2 && <path class="cell-area" d={shape} />}
      {here && at && <path class="cell-way" d={`M${hx} ${hy}L${x} ${y}`} />}
      {here && (
        <g>
          <circle class="cell-me" cx={hx} cy={hy} r="7" />
          <text
            x={hx + (hx > WIDTH - 50 ? -12 : 12)}
            y={hy + 5}
            text-anchor={hx > WIDTH - 50 ? 'end' : 'start'}
          >
            {tt('walk.me')}
          </text>
        </g>
      )}
      {at && (
        <path
          class="sketch-pin"
          d="M0 0C-8-9-12-14-12-20a12 12 0 1 1 24 0c0 6-4 11-12 20zM0-24.5a4.5 4.5 0 1 0 .01 0z"
          transform={`translate(${x} ${y})`}
        />
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
    </>
  );
}

/** "북동쪽으로 약 300 m", from where this phone is. */
export function wayInWords(here: Place, at: Place): string {
  return roughWay(here, [[at.lat, at.lon]]);
}

export function PlaceSketch({ at, here }: { at: Place; here: Place | null }) {
  const near = here && wayTo(here, at).metres < 3000 ? here : null;
  // The neighbourhood gives the setting; the place and I decide how close the drawing looks.
  const frame = frameOf([at, ...(near ? [near] : [])], WIDTH, HEIGHT, 46, 420);
  const label = near ? tt('walk.sketchFar', { way: wayInWords(near, at) }) : tt('walk.sketch');
  return (
    <svg class="cell sketch" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <SketchLines frame={frame} at={at} here={near && wayTo(near, at).metres > 25 ? near : null} />
    </svg>
  );
}
