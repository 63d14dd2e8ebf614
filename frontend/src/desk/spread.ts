/** Moves marks that would cover each other a little apart, each staying as near to its own place as it can. */

export interface Spot {
  x: number;
  y: number;
}

const ROUNDS = 60;

/** In the order given; deterministic, so that nothing jumps between two redraws. */
export function spread<T extends Spot>(spots: readonly T[], apart: number): T[] {
  const moved = spots.map((spot) => ({ ...spot }));
  for (let round = 0; round < ROUNDS; round += 1) {
    let touched = false;
    for (let i = 0; i < moved.length; i += 1) {
      for (let j = i + 1; j < moved.length; j += 1) {
        const [a, b] = [moved[i], moved[j]];
        if (a !== undefined && b !== undefined) touched = push(a, b, apart, i + j) || touched;
      }
    }
    if (!touched) break;
  }
  return moved;
}

/** True when the two were too near; on the very same place they part sideways, turned by `turn`. */
function push(a: Spot, b: Spot, apart: number, turn: number): boolean {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const distance = Math.hypot(dx, dy);
  if (distance >= apart - 0.5) return false;
  const angle = distance < 0.01 ? turn : Math.atan2(dy, dx);
  const step = (apart - distance) / 2;
  a.x -= Math.cos(angle) * step;
  a.y -= Math.sin(angle) * step;
  b.x += Math.cos(angle) * step;
  b.y += Math.sin(angle) * step;
  return true;
}
