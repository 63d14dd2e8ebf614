/** What the picture of the neighbourhood shows, one mark for each cell. */
import { type Standing, standing } from './board';
import type { BoardAlert, BoardPatrol, LatLon } from './contract';

export interface NumberedAlert {
  number: number;
  alert: BoardAlert;
  standing: Standing;
}

export interface Mark {
  cell: string;
  boundary: LatLon[];
  alerts: NumberedAlert[];
  walks: BoardPatrol[];
}

/** Alerts keep the numbers of the list. What has no cell is left out here and stays in the table. */
export function marksOf(alerts: readonly BoardAlert[], walks: readonly BoardPatrol[]): Mark[] {
  const marks = new Map<string, Mark>();
  const at = (cell: string, boundary: LatLon[]): Mark => {
    const mark = marks.get(cell) ?? { cell, boundary, alerts: [], walks: [] };
    marks.set(cell, mark);
    return mark;
  };
  for (const walk of walks) {
    if (walk.cell !== null && walk.cell_boundary !== null && walk.cell_boundary.length > 2) {
      at(walk.cell, walk.cell_boundary).walks.push(walk);
    }
  }
  for (const [index, alert] of alerts.entries()) {
    if (alert.cell_boundary.length > 2) {
      at(alert.cell, alert.cell_boundary).alerts.push({
        number: index + 1,
        alert,
        standing: standing(alert),
      });
    }
  }
  // Walks are painted first, so that an alert is never hidden.
  return [...marks.values()].sort((a, b) => a.alerts.length - b.alerts.length);
}

/** The most pressing state in a cell decides how it is drawn. */
export function markKind(mark: Mark): 'unanswered' | 'coming' | 'drill' | 'walk' {
  const real = mark.alerts.filter((one) => !one.alert.drill);
  if (real.some((one) => one.standing === 'unanswered')) return 'unanswered';
  if (real.length > 0) return 'coming';
  return mark.alerts.length > 0 ? 'drill' : 'walk';
}
