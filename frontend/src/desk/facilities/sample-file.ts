/** A file to start from: the columns the import knows, with lines that make sense near here. */
import type { LatLon } from '../contract';
import { tell } from './words';

export const COLUMNS = ['kind', 'label', 'number', 'lat', 'lon', 'every_days'] as const;

/** Begins with a byte order mark, so that spreadsheets read Korean. */
export function sampleCsv([lat, lon]: LatLon): string {
  const line = (kind: string, label: string, number: string, north: number, east: number, every: number) =>
    [kind, label, number, (lat + north).toFixed(6), (lon + east).toFixed(6), every].join(',');
  return `\uFEFF${[
    COLUMNS.join(','),
    line('lamp', tell('sample.lamp'), 'L-001', 0.0005, 0.0004, 30),
    line('bell', tell('sample.bell'), 'B-01', -0.0004, 0.0007, 7),
    line('bench', tell('sample.bench'), '', 0.0002, -0.0006, 90),
  ].join('\r\n')}\r\n`;
}
