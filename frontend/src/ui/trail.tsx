/** A walk drawn without any map: solid where it was recorded, dashed over a pause. One path each, however long. */
import { useMemo } from 'preact/hooks';

import { formatDistance } from '../core/i18n';
import { tm } from '../locales/more';
import { frameOf, scaleLength, type Frame, type Place } from './geometry';
import { thin } from './thin';
import './css/trail.css';

const WIDTH = 360;
const HEIGHT = 196;
/** Below the drawing, for the scale. */
const FOOT = 26;

interface TrailProps {
  segments: readonly (readonly Place[])[];
  /** Spoken instead of the drawing. */
  label: string;
  /** Still walking: the end is where I am. */
  live?: boolean;
  /** The way somebody meant to take, drawn faintly below. */
  way?: readonly Place[] | undefined;
}

/** The recorded stretches as one path, and what lies between them as another. */
function paths(drawn: readonly (readonly Place[])[], frame: Frame): { solid: string; dashed: string } {
  const lines = drawn.map((segment) => thin(segment.map(frame.at)));
  const solid = lines.map((line) => `M${line.map((point) => point.join(' ')).join('L')}`);
  const single = lines.map((line) => (line.length === 1 ? 'h.1' : ''));
  const dashed = lines.slice(1).map((line, index) => {
    const end = lines[index]!.at(-1)!;
    return `M${end.join(' ')}L${line[0]!.join(' ')}`;
  });
  return { solid: solid.map((path, index) => path + single[index]).join(''), dashed: dashed.join('') };
}

function picture(segments: readonly (readonly Place[])[], way: readonly Place[]) {
  const drawn = segments.filter((segment) => segment.length > 0);
  const all = drawn.flat();
  const first = all[0];
  const last = all.at(-1);
  if (!first || !last) return null;
  const frame = frameOf([...all, ...way], WIDTH, HEIGHT, 22);
  const end = frame.at(last);
  const [fromX, fromY] = frame.at(all[Math.max(0, all.length - 4)] ?? last);
  const moved = Math.hypot(end[0] - fromX, end[1] - fromY) > 2;
  const turn = moved ? Math.round((Math.atan2(end[1] - fromY, end[0] - fromX) * 180) / Math.PI) : 0;
  const scale = scaleLength(frame.metresPerUnit, 90);
  return {
    ...paths(drawn, frame),
    meant: way.length > 1 ? paths([way], frame).solid : '',
    start: frame.at(first),
    end,
    moved,
    turn,
    scale,
    bar: Math.round(scale / frame.metresPerUnit),
  };
}

const NO_WAY: readonly Place[] = [];

export function Trail({ segments, label, live, way = NO_WAY }: TrailProps) {
  // Drawn anew with each fix, not with each second of the clock beside it.
  const drawing = useMemo(() => picture(segments, way), [segments, way]);
  if (!drawing) return <div class="trail trail-empty">{tm('trail.empty')}</div>;
  const { solid, dashed, meant, start, end, moved, turn, scale, bar } = drawing;
  return (
    <svg class="trail" viewBox={`0 0 ${WIDTH} ${HEIGHT + FOOT}`} role="img" aria-label={label}>
      {meant && <path class="trail-way" d={meant} />}
      {dashed && <path class="trail-gap" d={dashed} />}
      <path class="trail-line" d={solid} />
      <circle class="trail-start" cx={start[0]} cy={start[1]} r="6" />
      {live && <circle class="trail-halo" cx={end[0]} cy={end[1]} r="13" />}
      <path
        class="trail-end"
        d={moved ? 'M-7-8 9 0-7 8-3 0z' : 'M-6 0a6 6 0 1 0 12 0 6 6 0 1 0-12 0z'}
        transform={`translate(${end[0]} ${end[1]}) rotate(${turn})`}
      />
      <g transform={`translate(14 ${HEIGHT + 14})`}>
        <path class="trail-scale" d={`M0-5V0H${bar}V-5`} />
        <text x={bar + 8} y="2">
          {formatDistance(scale)}
        </text>
      </g>
    </svg>
  );
}
