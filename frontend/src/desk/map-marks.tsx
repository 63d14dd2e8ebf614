/** The marks of the picture: numbered links for alerts, a walker for walks; a thin line leads a moved mark home. */
import { useLocation } from 'preact-iso/router';

import { alertPath } from './addresses';
import type { AlertMark, WalkMark } from './marks';
import { whereIs } from './neighbourhood';
import type { Spot } from './spread';
import { say, sayCategory } from './texts';

export interface Placed extends Spot {
  mark: AlertMark | WalkMark;
  /** The middle of its cell. */
  home: Spot;
}

/** Round each link; still 44 px when the picture is 250 px wide. */
const HIT = 39;
const DIAMOND = 'M0-17L17 0L0 17L-17 0Z';
const DISC = 'M-13 0a13 13 0 1 0 26 0a13 13 0 1 0-26 0Z';
const WALKER = 'M13 4.5h.01M9 21l2.5-5.5-2-3.5 1-5 3.5 2.5 2.5 1M14 21l-1.5-4.5-2-3M7.5 10.5l3-3.5';

export function MapMarks({ marks }: { marks: readonly Placed[] }) {
  const { route } = useLocation();
  const alerts = marks.filter((one): one is Placed & { mark: AlertMark } => one.mark.kind === 'alert');
  const follow = (event: MouseEvent, id: string) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    route(alertPath(id));
  };
  return (
    <>
      {marks.map(({ x, y, home }, index) => (
        <path key={index} class="desk-lead" d={`M${home.x} ${home.y}L${x} ${y}`} />
      ))}
      {/* Wide targets for fingers lie under all shapes, the links themselves are the shapes. */}
      {alerts.map(({ x, y, mark }) => (
        <circle
          key={mark.alert.id}
          class="desk-hit"
          cx={x}
          cy={y}
          r={HIT}
          onClick={(event) => follow(event, mark.alert.id)}
        />
      ))}
      {marks.map(({ x, y, mark }, index) =>
        mark.kind === 'walk' ? (
          <Walkers key={index} x={x} y={y} count={mark.count} name={mark.name} />
        ) : (
          <a
            key={mark.alert.id}
            class={`desk-mark is-${mark.look}`}
            href={alertPath(mark.alert.id)}
            aria-label={labelOf(mark)}
            onClick={(event) => follow(event, mark.alert.id)}
          >
            <circle class="desk-ring" cx={x} cy={y} r={28} />
            <path
              transform={`translate(${x} ${y})`}
              d={mark.look === 'unanswered' || mark.look === 'drill' ? DIAMOND : DISC}
            />
            <text x={x} y={y + 4.5}>
              {mark.number}
            </text>
          </a>
        ),
      )}
    </>
  );
}

function labelOf({ number, alert, look }: AlertMark): string {
  const state =
    look === 'drill'
      ? say('alert.drill')
      : look === 'over'
        ? say('status.resolved')
        : say(`standing.${look}`);
  return `${say('alert.number', { count: number })}: ${sayCategory(alert.category)}, ${state}, ${whereIs(alert.cell_boundary)}`;
}

function Walkers({ x, y, count, name }: Spot & { count: number; name: string | undefined }) {
  return (
    <g class="desk-mark is-walk">
      <title>{name ?? `${say('picture.walk')} ${count}`}</title>
      <rect x={x - 12} y={y - 12} width="24" height="24" rx="7" />
      <path class="desk-walker" transform={`translate(${x - 9} ${y - 9}) scale(.75)`} d={WALKER} />
      {count > 1 && (
        <text class="desk-walk-count" x={x + 14} y={y - 9}>
          {count}
        </text>
      )}
    </g>
  );
}
