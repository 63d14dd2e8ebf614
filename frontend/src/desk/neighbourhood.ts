/** The neighbourhood the reader belongs to, as the desk draws and names it. */
import { computed } from '@preact/signals';

import { lang } from '../core/i18n';
import { me } from '../core/session';
import type { BoardPatrol, LatLon } from './contract';
import { bearing, centreOf, ringOf } from './geometry';
import { board } from './live-board';
import { say, sayWhere } from './texts';

export const boundary = computed<LatLon[]>(() =>
  ringOf(board.value?.neighbourhood.boundary ?? me.value?.neighbourhood.boundary ?? null),
);

export const centre = computed<LatLon | null>(() => {
  const given = me.value?.neighbourhood.centre;
  if (given) return [given.lat, given.lon];
  return boundary.value.length > 0 ? centreOf(boundary.value) : null;
});

export const neighbourhoodName = computed<string>(() => {
  const named = board.value?.neighbourhood ?? me.value?.neighbourhood;
  if (!named) return '';
  return lang.value === 'en' ? named.name_en : named.name_ko;
});

/** Direction and distance from the middle, no finer than the cell. */
export function whereIs(cell: readonly LatLon[] | null): string {
  if (centre.value === null || cell === null || cell.length === 0) return sayWhere(null);
  return sayWhere(bearing(centre.value, centreOf(cell)));
}

/** Where a walk is, as far as the desk may know it now: its place, its cell, or nothing. */
export function whereWalks({ place, cell_boundary }: BoardPatrol): string {
  if (place !== null) return whereIs([[place.lat, place.lon]]);
  return cell_boundary === null ? say('walks.hidden') : whereIs(cell_boundary);
}

export const canChange = computed<boolean>(() => me.value?.tier === 'coordinator');
