/** The figures and the line of a walk while it grows: each new fix costs the same, also after four hours. */
import { thinned } from './thinning';
import { isGap, join, measure, type Ends, type Measured } from './walk-measure';
import { GOOD_ACCURACY_M } from './walk-rules';
import type { Fix } from './walk-track';

/** So many fixes are measured together; then the stretch is closed and only its figures stay. */
const STRETCH = 100;
/** The closed part of the drawing has at most so many points. */
const DRAWN_POINTS = 300;
/** Beyond this a drawing would lie. */
const COARSEST_M = 60;

export class WalkMeter {
  private closed = { distanceM: 0, jumps: 0, asides: 0 };
  private lines: Fix[][] = [];
  private toleranceM = 1.5;
  private open: Fix[] = [];
  private ends: Ends | null = null;
  /** The last fix of the closed stretch that was drawn; null when the line breaks there. */
  private penAt: Fix | null = null;
  private figures = { distanceM: 0, jumps: 0, jumped: 0 };
  /** Segments to draw solid. */
  trail: readonly (readonly Fix[])[] = [];

  /** `whole`: the line keeps every point. */
  constructor(
    fixes: readonly Fix[] = [],
    private readonly whole = false,
  ) {
    for (const fix of fixes) this.put(fix);
    this.look();
  }

  /** Metres walked, by the server's rules. */
  get distanceM(): number {
    return this.figures.distanceM;
  }
  /** How often the line broke because nobody could have walked there. */
  get jumps(): number {
    return this.figures.jumps;
  }
  /** How many fixes are lone outliers that do not count. */
  get jumped(): number {
    return this.figures.jumped;
  }

  add(fix: Fix): void {
    this.put(fix);
    this.look();
  }

  private put(fix: Fix): void {
    if (this.open.length > 0 && (fix.gapBefore || this.open.length >= STRETCH)) this.close();
    if (fix.gapBefore) {
      this.ends = null;
      this.penAt = null;
    }
    this.open.push(fix);
  }

  private close(): void {
    const measured = measure(columns(this.open));
    const { distanceM, jumps } = this.with(measured);
    this.closed = { distanceM, jumps, asides: this.closed.asides + measured.aside.size };
    this.lines = joined(this.lines, this.drawn(measured));
    this.penAt = this.lines.at(-1)?.at(-1) ?? null;
    this.ends = measured.ends;
    this.open = [];
    if (this.whole) return;
    this.thin();
    while (points(this.lines) > DRAWN_POINTS && this.toleranceM < COARSEST_M) {
      this.toleranceM *= 1.6;
      this.thin();
    }
  }

  private thin(): void {
    this.lines = this.lines.map((line) => thinned(line, this.toleranceM));
  }

  private with({ distanceM, jumps, ends }: Measured): { distanceM: number; jumps: number } {
    const between = this.ends ? join(this.ends, ends) : { distanceM: 0, jumps: 0 };
    return {
      distanceM: this.closed.distanceM + distanceM + between.distanceM,
      jumps: this.closed.jumps + jumps + between.jumps,
    };
  }

  private look(): void {
    if (this.open.length === 0) return;
    const measured = measure(columns(this.open));
    this.figures = { ...this.with(measured), jumped: this.closed.asides + measured.aside.size };
    this.trail = joined(this.lines, this.drawn(measured));
  }

  /** The open stretch's line; its first piece goes on from the closed ones where nothing lies between. */
  private drawn({ aside, breaks, ends }: Measured): { goesOn: boolean; lines: Fix[][] } {
    const lines: Fix[][] = [];
    let last: Fix | null = null;
    let broken = true;
    this.open.forEach((fix, i) => {
      broken ||= breaks.has(i) || fix.gapBefore || (last !== null && isGap(last.t / 1000, fix.t / 1000));
      if (aside.has(i) || fix.accuracyM > GOOD_ACCURACY_M) return;
      if (broken) lines.push([fix]);
      else lines.at(-1)!.push(fix);
      [last, broken] = [fix, false];
    });
    const first = lines[0]?.[0];
    const apart = this.ends !== null && join(this.ends, ends).jumps > 0;
    const goesOn =
      first !== undefined && this.penAt !== null && !apart && !isGap(this.penAt.t / 1000, first.t / 1000);
    return { goesOn, lines };
  }
}

function joined(before: readonly Fix[][], next: { goesOn: boolean; lines: Fix[][] }): Fix[][] {
  const last = before.at(-1);
  const [first, ...rest] = next.lines;
  if (!next.goesOn || !last || !first) return [...before, ...next.lines];
  return [...before.slice(0, -1), [...last, ...first], ...rest];
}

function points(lines: readonly Fix[][]): number {
  return lines.reduce((sum, line) => sum + line.length, 0);
}

function columns(fixes: readonly Fix[]) {
  return {
    t: fixes.map((fix) => Math.round(fix.t / 1000)),
    lat: fixes.map((fix) => Math.round(fix.lat * 1e6)),
    lon: fixes.map((fix) => Math.round(fix.lon * 1e6)),
    acc: fixes.map((fix) => Math.round(fix.accuracyM)),
  };
}
