/** A walk drawn without any map: solid where it was recorded, dashed over a pause. */
import { formatDistance } from '../core/i18n';
import { tm } from '../locales/more';
import { frameOf, scaleLength, type Place } from './geometry';
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
}

export function Trail({ segments, label, live }: TrailProps) {
  const drawn = segments.filter((segment) => segment.length > 0);
  const all = drawn.flat();
  const first = all[0];
  const last = all.at(-1);
  if (!first || !last) return <div class="trail trail-empty">{tm('trail.empty')}</div>;
  const frame = frameOf(all, WIDTH, HEIGHT, 22);
  const line = (segment: readonly Place[]) => segment.map((place) => frame.at(place).join(' ')).join('L');
  const scale = scaleLength(frame.metresPerUnit, 90);
  const [startX, startY] = frame.at(first);
  const [endX, endY] = frame.at(last);
  const before = all[Math.max(0, all.length - 4)] ?? last;
  const [fromX, fromY] = frame.at(before);
  const moved = Math.hypot(endX - fromX, endY - fromY) > 2;
  const turn = (Math.atan2(endY - fromY, endX - fromX) * 180) / Math.PI;
  return (
    <svg class="trail" viewBox={`0 0 ${WIDTH} ${HEIGHT + FOOT}`} role="img" aria-label={label}>
      {drawn.map((segment, index) => {
        const next = drawn[index + 1]?.[0];
        const end = segment.at(-1);
        return (
          next &&
          end && (
            <path
              key={`gap${index}`}
              class="trail-gap"
              d={`M${frame.at(end).join(' ')}L${frame.at(next).join(' ')}`}
            />
          )
        );
      })}
      {drawn.map((segment, index) => (
        <path key={index} class="trail-line" d={`M${line(segment)}${segment.length === 1 ? 'h.1' : ''}`} />
      ))}
      <circle class="trail-start" cx={startX} cy={startY} r="6" />
      {live && <circle class="trail-halo" cx={endX} cy={endY} r="13" />}
      <path
        class="trail-end"
        d={moved ? 'M-7-8 9 0-7 8-3 0z' : 'M-6 0a6 6 0 1 0 12 0 6 6 0 1 0-12 0z'}
        transform={`translate(${endX} ${endY}) rotate(${moved ? Math.round(turn) : 0})`}
      />
      <g transform={`translate(14 ${HEIGHT + 14})`}>
        <path class="trail-scale" d={`M0-5V0H${Math.round(scale / frame.metresPerUnit)}V-5`} />
        <text x={Math.round(scale / frame.metresPerUnit) + 8} y="2">
          {formatDistance(scale)}
        </text>
      </g>
    </svg>
  );
}
