import { describe, expect, it } from 'vitest';
import type { LatLon } from './contract';
import { bearing, centreOf, outline, project, ringOf } from './geometry';

const SQUARE: LatLon[] = [
  [37.75, 126.77],
  [37.75, 126.78],
  [37.76, 126.78],
  [37.76, 126.77],
];

describe('project', () => {
  it('fits everything inside the margin, north up', () => {
    const on = project(SQUARE, 400, 300, 20);
    const ys = SQUARE.map(([lat]) => on.y(lat));
    const xs = SQUARE.map(([, lon]) => on.x(lon));
    expect(Math.min(...ys)).toBeGreaterThanOrEqual(20);
    expect(Math.max(...ys)).toBeLessThanOrEqual(280);
    expect(Math.min(...xs)).toBeGreaterThanOrEqual(20);
    expect(Math.max(...xs)).toBeLessThanOrEqual(380);
    expect(on.y(37.76)).toBeLessThan(on.y(37.75));
  });

  it('draws metres alike in both directions', () => {
    const on = project(SQUARE, 400, 400, 0);
    const ratio = (on.x(126.78) - on.x(126.77)) / (on.y(37.75) - on.y(37.76));
    expect(ratio).toBeCloseTo(Math.cos((37.755 * Math.PI) / 180), 2);
  });

  it('survives a single point', () => {
    expect(outline([[37.75, 126.77]], project([[37.75, 126.77]], 100, 100, 10))).toBe('50,50');
  });
});

describe('bearing', () => {
  it('names the direction and rounds to 50 m', () => {
    expect(bearing([37.755, 126.775], [37.759, 126.78])).toEqual({
      direction: 'ne',
      metres: 650,
    });
    expect(bearing([37.755, 126.775], [37.75, 126.775]).direction).toBe('s');
    expect(bearing([37.755, 126.775], [37.755, 126.77]).direction).toBe('w');
  });
});

describe('ringOf', () => {
  it('turns GeoJSON around and refuses nonsense quietly', () => {
    expect(ringOf({ type: 'Polygon', coordinates: [[[126.77, 37.75]]] })).toEqual([[37.75, 126.77]]);
    expect(ringOf(null)).toEqual([]);
    expect(ringOf({ coordinates: 'x' })).toEqual([]);
  });

  it('has a middle', () => {
    expect(centreOf(SQUARE)[0]).toBeCloseTo(37.755);
  });
});
