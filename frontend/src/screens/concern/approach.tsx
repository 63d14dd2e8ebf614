/** Who is on the way, and about how near: drawn around me without any map, and said in words. */
import type { Coming } from '../../api/types';
import { formatAge, formatDistance } from '../../core/i18n';
import { tm } from '../../locales/more';
import { Icon } from '../../ui/icon';
import './approach.css';

const WIDTH = 360;
const HEIGHT = 170;
const REACH = 66;
const RINGS_M = [100, 200, 300, 500, 1000, 2000, 5000];
/** Older than this the drawing no longer says where they are. */
export const OLD_S = 60;
const SIDES = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const;

type Seen = Coming & { near: NonNullable<Coming['near']> };

function isSeen(one: Coming): one is Seen {
  return one.near !== null && one.near !== undefined;
}

/** Where somebody stands in the drawing; two from the same side stand beside each other. */
function spot({ near }: Seen, outerM: number, beside: number): [x: number, y: number] {
  const angle = ((SIDES.indexOf(near.side) * 45 + beside * 18) * Math.PI) / 180;
  const far = 16 + (REACH - 16) * Math.min(1, near.distance_m / outerM);
  return [WIDTH / 2 + far * Math.sin(angle) * 2, HEIGHT / 2 - far * Math.cos(angle)];
}

export function nearWords({ name, near }: Seen): string {
  return tm('near.words', {
    name,
    distance: formatDistance(near.distance_m),
    minutes: near.minutes,
  });
}

export function Approach({ coming }: { coming: readonly Coming[] }) {
  const seen = coming.filter(isSeen);
  if (seen.length === 0) return null;
  const furthest = Math.max(...seen.map(({ near }) => near.distance_m));
  const outer = RINGS_M.find((ring) => ring >= furthest) ?? furthest;
  const marks = seen.map((one, index) => {
    const before = seen.slice(0, index).filter(({ near }) => near.side === one.near.side).length;
    const [x, y] = spot(one, outer, before);
    return { x, y, old: one.near.age_s > OLD_S, letter: Array.from(one.name)[0] ?? '' };
  });
  return (
    <figure class="approach" data-testid="approach">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        {[1, 0.5].map((part) => (
          <ellipse
            key={part}
            class="approach-ring"
            cx={WIDTH / 2}
            cy={HEIGHT / 2}
            rx={(16 + (REACH - 16) * part) * 2}
            ry={16 + (REACH - 16) * part}
          />
        ))}
        <text class="approach-scale" x={WIDTH / 2} y={HEIGHT - 6}>
          {formatDistance(outer)}
        </text>
        {marks.map(({ x, y }, index) => (
          <path key={index} class="approach-way" d={`M${x} ${y}L${WIDTH / 2} ${HEIGHT / 2}`} />
        ))}
        <g transform={`translate(${WIDTH / 2} ${HEIGHT / 2})`}>
          <circle class="approach-home" r="15" />
          <path class="approach-house" d="M-8 1 0-7 8 1M-5.500-1.500V7h11v-8.500" />
        </g>
        {marks.map(({ x, y, old, letter }, index) => (
          <g key={index} class={`approach-who ${old ? 'is-old' : ''}`} transform={`translate(${x} ${y})`}>
            <circle r="13" />
            <text y="5">{letter}</text>
          </g>
        ))}
      </svg>
      <figcaption>
        <ul>
          {seen.map((one) => (
            <li key={one.who ?? one.name}>
              <Icon name="walk" size="s" />
              <span>
                {nearWords(one)}{' '}
                <span class="small muted">
                  {tm(one.near.age_s > OLD_S ? 'near.old' : 'near.age', {
                    age: formatAge(Date.now() - one.near.age_s * 1000),
                  })}
                </span>
              </span>
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  );
}
