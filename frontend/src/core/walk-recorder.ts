/** Turns the phone's positions into kept fixes, with real gaps; what is not believed is counted by its reason. */
import type { StoredFix } from './db';
import { WalkMeter } from './walk-meter';
import {
  ClockSense,
  counted,
  judge,
  type Reading,
  type SetAsideCount,
  type SetAsideReason,
} from './walk-rules';
import { keepFixes } from './walk-store';
import { EVERY_MS, GAP_MS, isWorthKeeping } from './walk-track';

const BATCH = 5;
/** Further back than this is no late position but another clock. */
const CLOCK_STEP_MS = 60_000;
/** With the page hidden for longer than this between two fixes, what lies between is not known. */
const HIDDEN_GAP_MS = 2 * EVERY_MS;

export interface Before {
  fixes: StoredFix[];
  setAside: readonly SetAsideCount[];
}

export class WalkRecorder {
  readonly fixes: StoredFix[];
  /** How many of the fixes are kept in full batches, and in all. */
  private closed: number;
  private kept: number;
  private writing: Promise<void> = Promise.resolve();
  private wasHidden = false;
  private shiftMs = 0;
  private breakNext: boolean;
  private readonly clock = new ClockSense();
  private readonly meter: WalkMeter;
  private asides: readonly SetAsideCount[];
  private readonly asideAt = new Map<SetAsideReason, number>();
  gaps: number;

  /** `before`: the same walk as it was kept; its next fix begins a new segment. */
  constructor(
    readonly walkId: string,
    before: Before | null = null,
  ) {
    this.fixes = before?.fixes ?? [];
    this.breakNext = this.fixes.length > 0;
    this.closed = this.fixes.length;
    this.kept = this.fixes.length;
    this.meter = new WalkMeter(this.fixes);
    this.asides = (before?.setAside ?? []).filter(({ reason }) => reason !== 'jump');
    this.gaps = this.fixes.filter((fix) => fix.gapBefore).length;
  }

  get distanceM(): number {
    return this.meter.distanceM;
  }
  get trail(): readonly (readonly StoredFix[])[] {
    return this.meter.trail;
  }
  get jumps(): number {
    return this.meter.jumps;
  }
  /** Positions that do not count, by reason. */
  get setAside(): readonly SetAsideCount[] {
    return counted(this.asides, 'jump', this.meter.jumped);
  }
  /** The fixes that lie on the phone's storage. */
  get keptFixes(): StoredFix[] {
    return this.fixes.slice(0, this.kept);
  }

  take(raw: Reading, now: number = Date.now()): 'kept' | 'set-aside' | 'not-needed' {
    const said = { ...raw, t: this.clock.timeOf(raw.t, now) };
    const reason = judge(said, now);
    if (reason) return this.leaveOut(reason, now);
    const last = this.fixes.at(-1) ?? null;
    // A clock that was set back: the walk goes on in the time it began in.
    if (last && said.t + this.shiftMs < last.t - CLOCK_STEP_MS) this.shiftMs = last.t - said.t + EVERY_MS;
    const reading = { ...said, t: said.t + this.shiftMs };
    if (!isWorthKeeping(reading, last)) return 'not-needed';
    const pause = last ? reading.t - last.t : 0;
    const broken = this.breakNext || pause > GAP_MS || (this.wasHidden && pause > HIDDEN_GAP_MS);
    const fix = { ...reading, gapBefore: last !== null && broken };
    this.breakNext = false;
    this.wasHidden = false;
    this.fixes.push(fix);
    this.meter.add(fix);
    if (fix.gapBefore) this.gaps += 1;
    return 'kept';
  }

  /** Counted as often as a fix would be kept, not as often as a bad sensor speaks. */
  private leaveOut(reason: SetAsideReason, now: number): 'set-aside' | 'not-needed' {
    if (Math.abs(now - (this.asideAt.get(reason) ?? -Infinity)) < EVERY_MS) return 'not-needed';
    this.asideAt.set(reason, now);
    this.asides = counted(this.asides, reason);
    return 'set-aside';
  }

  hidden(): void {
    this.wasHidden = true;
  }

  /** Keeps what is not kept yet; throws StorageError and holds it for the next try. */
  async save(): Promise<void> {
    const before = this.writing;
    this.writing = (async () => {
      await before.catch(() => {}); // told to whoever asked for that one
      while (this.kept < this.fixes.length) await this.saveBatch();
    })();
    await this.writing;
  }

  private async saveBatch(): Promise<void> {
    const batch = this.fixes.slice(this.closed, this.closed + BATCH);
    const isFull = batch.length === BATCH;
    const { distanceM, gaps, setAside } = this;
    const kept = this.closed + batch.length;
    await keepFixes(this.walkId, batch, { distanceM, gaps, setAside: [...setAside], fixCount: kept }, isFull);
    this.kept = kept;
    if (isFull) this.closed = kept;
  }
}
