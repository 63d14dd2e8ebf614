/** A picture with the numbers of a list: shape and word tell the state, colour only helps; a tap shows the line. */
import { useState } from 'preact/hooks';

import { Button } from '../ui';
import type { LatLon } from './contract';
import { type Projection } from './geometry';
import { Ground } from './ground';
import { spread } from './spread';
import { say } from './texts';

const APART = 23;

export interface NumberedMark {
  /** The id of its line in the page. */
  id: string;
  number: number;
  at: LatLon;
  look: string;
  title: string;
}

interface Props {
  label: string;
  marks: readonly NumberedMark[];
  legend: readonly { look: string; word: string }[];
}

export function NumberedMap({ label, marks, legend }: Props) {
  const [near, setNear] = useState(true);
  return (
    <>
      {marks.length > 0 && (
        <p class="desk-map-switch">
          <Button kind="quiet" icon="eye" onClick={() => setNear(!near)}>
            {say(near ? 'picture.whole' : 'picture.near')}
          </Button>
        </p>
      )}
      <Ground label={label} points={marks.map(({ at }) => at)} near={near}>
        {(on) => <Marks marks={marks} on={on} />}
      </Ground>
      {legend.length > 0 && (
        <div class="desk-legend">
          <ul aria-label={say('picture.legend')}>
            {legend.map(({ look, word }) => (
              <li key={look}>
                <span class={`desk-number is-${look}`} aria-hidden="true" />
                {word}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

/** For eyes and fingers only: who reads or uses keys has the same in the list. */
function Marks({ marks, on }: { marks: readonly NumberedMark[]; on: Projection }) {
  const placed = marks.map((mark) => {
    const home = { x: on.x(mark.at[1]), y: on.y(mark.at[0]) };
    return { mark, home, ...home };
  });
  return (
    <g aria-hidden="true">
      {spread(placed, APART).map(({ mark, home, x, y }) => (
        <g key={mark.id} class={`desk-dot is-${mark.look}`} onClick={() => showLine(mark.id)}>
          <title>{mark.title}</title>
          <path class="desk-lead" d={`M${home.x} ${home.y}L${x} ${y}`} />
          <path class="desk-dot-shape" transform={`translate(${x} ${y})`} d={shapeOf(mark.look)} />
          <text x={x} y={y + 4}>
            {mark.number}
          </text>
        </g>
      ))}
    </g>
  );
}

const DISC = 'M-11 0a11 11 0 1 0 22 0a11 11 0 1 0-22 0Z';
const DIAMOND = 'M0-14L14 0L0 14L-14 0Z';
const BOX = 'M-10-10H10V10H-10Z';

function shapeOf(look: string): string {
  if (look === 'received' || look === 'due') return DIAMOND;
  return look === 'not_ours' || look === 'broken' ? BOX : DISC;
}

function showLine(id: string): void {
  const line = document.getElementById(id);
  line?.scrollIntoView({ block: 'center' });
  line?.focus({ preventScroll: true });
}
