/** Drawing the neighbourhood without map tiles: degrees to a flat picture, distance and direction. */
import type { LatLon } from './contract';

const M_PER_DEGREE = 111_320;

export interface Projection {
  width: number;
  height: number;
  /** Pixels of the picture per metre. */
  scale: number;
  x(lon: number): number;
  y(lat: number): number;
  /** Back from the picture to degrees. */
  lon(x: number): number;
  lat(y: number): number;
}

/** Fits all points into `width` × `height` with a margin; flat at this scale (a few km) to < 1 m. */
export function project(
  points: readonly LatLon[],
  width: number,
  height: number,
  margin: number,
): Projection {
  const lats = points.map(([lat]) => lat);
  const lons = points.map(([, lon]) => lon);
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  const [west, east] = [Math.min(...lons), Math.max(...lons)];
  const [midLat, midLon] = [(south + north) / 2, (west + east) / 2];
  const perLon = M_PER_DEGREE * Math.cos((midLat * Math.PI) / 180);
  const scale = Math.min(
    (width - 2 * margin) / Math.max((east - west) * perLon, 1),
    (height - 2 * margin) / Math.max((north - south) * M_PER_DEGREE, 1),
  );
  return {
    width,
    height,
    scale,
    x: (lon) => round(width / 2 + (lon - midLon) * perLon * scale),
    y: (lat) => round(height / 2 - (lat - midLat) * M_PER_DEGREE * scale),
    lon: (x) => midLon + (x - width / 2) / (perLon * scale),
    lat: (y) => midLat - (y - height / 2) / (M_PER_DEGREE * scale),
  };
}

/** An SVG `points` / `d` friendly list. */
export function outline(points: readonly LatLon[], on: Projection): string {
  return points.map(([lat, lon]) => `${on.x(lon)},${on.y(lat)}`).join(' ');
}

export function centreOf(points: readonly LatLon[]): LatLon {
  const n = Math.max(points.length, 1);
  return [points.reduce((sum, [lat]) => sum + lat, 0) / n, points.reduce((sum, [, lon]) => sum + lon, 0) / n];
}

/** The outer ring of a GeoJSON Polygon (longitude first) as latitude, longitude. */
export function ringOf(polygon: unknown): LatLon[] {
  const rings = (polygon as { coordinates?: unknown } | null)?.coordinates;
  const ring: unknown = Array.isArray(rings) ? rings[0] : undefined;
  if (!Array.isArray(ring)) return [];
  return ring
    .filter((one): one is [number, number] => Array.isArray(one) && one.length >= 2)
    .map(([lon, lat]) => [lat, lon]);
}

export const DIRECTIONS = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** Where a cell lies from the middle of the neighbourhood; metres rounded to 50, as a cell is no finer. */
export function bearing(from: LatLon, to: LatLon): { direction: Direction; metres: number } {
  const north = (to[0] - from[0]) * M_PER_DEGREE;
  const east = (to[1] - from[1]) * M_PER_DEGREE * Math.cos((from[0] * Math.PI) / 180);
  const turn = Math.round(Math.atan2(east, north) / (Math.PI / 4));
  return {
    direction: DIRECTIONS[((turn % 8) + 8) % 8] as Direction,
    metres: Math.round(Math.hypot(north, east) / 50) * 50,
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
