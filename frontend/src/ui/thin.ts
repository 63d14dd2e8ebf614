/** Fewer points for the same picture, so that a walk of four hours is drawn as quickly as one of four minutes. */

export type Point = readonly [x: number, y: number];

/** Closer than this to the last one kept, a point cannot be told from it. */
const NEAR = 0.7;
/** How far, in drawing units, the thinned line may lie beside the true one. */
export const BESIDE = 0.35;

/** The points that shape a line; the first and the last always stay. */
export function thin(points: readonly Point[], beside: number = BESIDE): Point[] {
  const apart = spread(points);
  if (apart.length < 3) return apart;
  const keep = new Uint8Array(apart.length);
  keep[0] = keep[apart.length - 1] = 1;
  // Douglas-Peucker with a stack of its own: a long walk must not end in a deep recursion.
  const open: [number, number][] = [[0, apart.length - 1]];
  for (let span = open.pop(); span; span = open.pop()) {
    const [from, to] = span;
    const [far, index] = furthest(apart, from, to);
    if (far <= beside) continue;
    keep[index] = 1;
    open.push([from, index], [index, to]);
  }
  return apart.filter((_, index) => keep[index]);
}

function spread(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  points.forEach((point, index) => {
    const before = kept.at(-1);
    const isEnd = index === points.length - 1;
    if (!before || isEnd || Math.hypot(point[0] - before[0], point[1] - before[1]) >= NEAR) kept.push(point);
  });
  return kept;
}

/** The point furthest from the straight line between two, and how far that is. */
function furthest(points: readonly Point[], from: number, to: number): [far: number, index: number] {
  const [ax, ay] = points[from]!;
  const [bx, by] = points[to]!;
  const [dx, dy] = [bx - ax, by - ay];
  const squared = dx * dx + dy * dy;
  let [most, index] = [0, from];
  for (let i = from + 1; i < to; i += 1) {
    const [x, y] = points[i]!;
    const along = squared === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / squared));
    const far = Math.hypot(x - ax - along * dx, y - ay - along * dy);
    if (far > most) [most, index] = [far, i];
  }
  return [most, index];
}
