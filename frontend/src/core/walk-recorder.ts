/** Turns the phone's positions into kept fixes, with real gaps. */
import type { StoredFix } from './db';
import { keepFixes } from './walk-store';
import { EVERY_MS, GAP_MS, isWorthKeeping, lengthM, segments } from './walk-track';

const BATCH = 5;
/** Further back than this is no late position but another clock. */
const CLOCK_STEP_MS = 60_000;
/** With the page hidden for longer than this between two fixes, what lies between is not known. */
const HIDDEN_GAP_MS = 2 * EVERY_MS;

export interface Reading {
  lat: number;
  lon: number;
  accuracyM: number;
  t: number;
}

export class WalkRecorder {
  /** How many of the fixes are kept in full batches, and in all. */
  private closed: number;
  private kept: number;
  private writing: Promise<void> = Promise.resolve();
  private wasHidden = false;
  private shiftMs = 0;
  gaps: number;
  trail: StoredFix[][];
  distanceM: number;

  /** `breakNext`: the first new fix begins a new segment, as after a restart. */
  constructor(
    readonly walkId: string,
    readonly fixes: StoredFix[] = [],
    private breakNext = false,
  ) {
    this.closed = fixes.length;
    this.kept = fixes.length;
    this.trail = segments(fixes);
    this.distanceM = lengthM(this.trail);
    this.gaps = fixes.filter((fix) => fix.gapBefore).length;
  }

  /** Answers whether the reading was kept. */
  take(raw: Reading): boolean {
    const last = this.fixes.at(-1) ?? null;
    // A clock that was set back: the walk goes on in the time it began in.
    if (last && raw.t + this.shiftMs < last.t - CLOCK_STEP_MS) this.shiftMs = last.t - raw.t + EVERY_MS;
    const reading = { ...raw, t: raw.t + this.shiftMs };
    if (!isWorthKeeping(reading, last)) return false;
    const pause = last ? reading.t - last.t : 0;
    const broken = this.breakNext || pause > GAP_MS || (this.wasHidden && pause > HIDDEN_GAP_MS);
    const fix = { ...reading, gapBefore: last !== null && broken };
    this.breakNext = false;
    this.wasHidden = false;
    this.fixes.push(fix);
    this.trail = segments(this.fixes);
    this.distanceM = lengthM(this.trail);
    if (fix.gapBefore) this.gaps += 1;
    return true;
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
    const { distanceM, gaps } = this;
    const kept = this.closed + batch.length;
    await keepFixes(this.walkId, batch, { distanceM, gaps, fixCount: kept }, isFull);
    this.kept = kept;
    if (isFull) this.closed = kept;
  }
}
