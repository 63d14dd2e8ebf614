/** Where the phone is, asked once. */
export interface Position {
  lat: number;
  lon: number;
  accuracyM: number;
  /** Milliseconds. */
  at: number;
}

/** The best position within the time given, or null: a call for help never waits for it. */
export declare function currentPosition(withinMs?: number): Promise<Position | null>;
