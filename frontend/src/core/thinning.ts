/** Fewer points for the same line (Douglas-Peucker), so that a long walk stays light on the phone. Pure. */
const METRES_PER_DEGREE = 111_195;

interface Place {
  lat: number;
  lon: number;
}

/** The points that shape a line to within `toleranceM`; the first and the last always stay. */
export function thinned<Point extends Place>(line: readonly Point[], toleranceM: number): Point[] {
  if (line.length < 3) return [...line];
  const wide = METRES_PER_DEGREE * Math.cos((line[0]!.lat * Math.PI) / 180);
  const flat = line.map(({ lat, lon }): [number, number] => [lon * wide, lat * METRES_PER_DEGREE]);
  const keep = new Uint8Array(line.length);
  keep[0] = keep[line.length - 1] = 1;
  const open: [number, number][] = [[0, line.length - 1]];
  for (let span = open.pop(); span; span = open.pop()) {
    const [far, index] = furthest(flat, ...span);
    if (far <= toleranceM) continue;
    keep[index] = 1;
    open.push([span[0], index], [index, span[1]]);
  }
  return line.filter((_, index) => keep[index]);
}

/** The point furthest from the straight piece between two others, and how far that is. */
function furthest(flat: readonly [number, number][], from: number, to: number): [far: number, index: number] {
  const [ax, ay] = flat[from]!;
  const [dx, dy] = [flat[to]![0] - ax, flat[to]![1] - ay];
  const squared = dx * dx + dy * dy;
  let [most, index] = [0, from];
  for (let i = from + 1; i < to; i += 1) {
    const [x, y] = flat[i]!;
    const along = squared === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / squared));
    const far = Math.hypot(x - ax - along * dx, y - ay - along * dy);
    if (far > most) [most, index] = [far, i];
  }
  return [most, index];
}
