/** What the picture of the neighbourhood shows: cells, and marks that stand in them. */
import { type Standing, standing } from './board';
import type { AlertStatus, BoardAlert, BoardPatrol, LatLon } from './contract';

/** How an alert is drawn; a drill and an alert that is over never look like somebody in need. */
export type Look = Standing | 'drill' | 'over';

export interface AlertMark {
  kind: 'alert';
  /** The same number as in the list. */
  number: number;
  alert: BoardAlert;
  look: Look;
}

export interface WalkMark {
  kind: 'walk';
  count: number;
  /** Somebody on their way to an alert. */
  name?: string;
  /** The exact place, where the server gives it; otherwise the middle of the cell. */
  at?: LatLon;
}

export interface Cell {
  cell: string;
  boundary: LatLon[];
  look: Look | 'walk';
  marks: (AlertMark | WalkMark)[];
}

const LIVE: ReadonlySet<AlertStatus> = new Set(['open', 'acknowledged']);
const MOST_PRESSING: readonly (Look | 'walk')[] = [
  'unanswered',
  'coming',
  'on_scene',
  'drill',
  'over',
  'walk',
];

/** Least pressing first, so that an alert is painted over a walk. What has no cell stays in the table. */
export function cellsOf(alerts: readonly BoardAlert[], walks: readonly BoardPatrol[]): Cell[] {
  const cells = new Map<string, Cell>();
  const at = (cell: string, boundary: LatLon[]): Cell => {
    const found = cells.get(cell) ?? { cell, boundary, look: 'walk' as const, marks: [] };
    cells.set(cell, found);
    return found;
  };
  for (const [index, alert] of alerts.entries()) {
    if (alert.cell_boundary.length > 2) {
      const mark: AlertMark = { kind: 'alert', number: index + 1, alert, look: lookOf(alert) };
      const cell = at(alert.cell, alert.cell_boundary);
      cell.marks.push(mark);
      if (pressing(mark.look) < pressing(cell.look)) cell.look = mark.look;
    }
  }
  for (const walk of walks) {
    if (walk.cell !== null && walk.cell_boundary !== null && walk.cell_boundary.length > 2) {
      const { marks } = at(walk.cell, walk.cell_boundary);
      const known = marks.find((mark) => mark.kind === 'walk' && mark.at === undefined);
      if (walk.place !== null) marks.push({ kind: 'walk', count: 1, at: [walk.place.lat, walk.place.lon] });
      else if (known === undefined) marks.push({ kind: 'walk', count: 1 });
      else if (known.kind === 'walk') known.count += 1;
    }
  }
  return [...cells.values()].sort((a, b) => pressing(b.look) - pressing(a.look));
}

function lookOf(alert: BoardAlert): Look {
  if (!LIVE.has(alert.status)) return 'over';
  return alert.drill ? 'drill' : standing(alert);
}

function pressing(look: Look | 'walk'): number {
  return MOST_PRESSING.indexOf(look);
}
