/** Turns the phone's positions into kept fixes, a few at a time, with real gaps. */
import type { StoredFix } from './db';
import { addFixes } from './walk-store';
import { EVERY_MS, GAP_MS, isWorthKeeping, lengthM, segments } from './walk-track';

const BATCH = 5;
/** With the page hidden for longer than this between two fixes, what lies between is not known. */
const HIDDEN_GAP_MS = 2 * EVERY_MS;

export interface Reading {
  lat: number;
  lon: number;
  accuracyM: number;
  t: number;
}

export class WalkRecorder {
  private buffer: StoredFix[] = [];
  private writing: Promise<void> = Promise.resolve();
  private wasHidden = false;
  gaps: number;
  trail: StoredFix[][];
  distanceM: number;

  /** `breakNext`: the first new fix begins a new segment, as after a restart. */
  constructor(
    readonly walkId: string,
    readonly fixes: StoredFix[] = [],
    private breakNext = false,
  ) {
    this.trail = segments(fixes);
    this.distanceM = lengthM(this.trail);
    this.gaps = fixes.filter((fix) => fix.gapBefore).length;
  }

  /** Answers whether the reading was kept. */
  take(reading: Reading): boolean {
    const last = this.fixes.at(-1) ?? null;
    if (!isWorthKeeping(reading, last)) return false;
    const pause = last ? reading.t - last.t : 0;
    const broken = this.breakNext || pause > GAP_MS || (this.wasHidden && pause > HIDDEN_GAP_MS);
    const fix = { ...reading, gapBefore: last !== null && broken };
    this.breakNext = false;
    this.wasHidden = false;
    this.fixes.push(fix);
    this.buffer.push(fix);
    this.trail = segments(this.fixes);
    this.distanceM = lengthM(this.trail);
    if (fix.gapBefore) this.gaps += 1;
    return true;
  }

  hidden(): void {
    this.wasHidden = true;
  }

  get isBatchFull(): boolean {
    return this.buffer.length >= BATCH;
  }

  /** Writes what is in hand; throws StorageError and keeps it for the next try. */
  async save(): Promise<void> {
    const before = this.writing;
    const mine = (async () => {
      await before.catch(() => {});
      const fixes = [...this.buffer];
      if (fixes.length === 0) return;
      const { distanceM, gaps } = this;
      await addFixes(this.walkId, fixes, { distanceM, gaps, fixCount: this.fixes.length });
      this.buffer.splice(0, fixes.length);
    })();
    this.writing = mine;
    await mine;
  }
}
