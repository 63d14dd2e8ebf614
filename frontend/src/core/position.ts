/** Where the phone is, asked once. */
export interface Position {
  lat: number;
  lon: number;
  accuracyM: number;
  /** Milliseconds. */
  at: number;
}

/** A position this young is as good as a new one. */
const FRESH_MS = 30_000;

/** The best position within the time given, or null: a call for help never waits for it. */
export async function currentPosition(withinMs = 3000): Promise<Position | null> {
  const geolocation = globalThis.navigator?.geolocation;
  if (!geolocation) return null;
  return new Promise((done) => {
    // The browser's own timeout does not run while the permission question is open.
    const late = setTimeout(() => done(null), withinMs);
    const finish = (position: Position | null) => {
      clearTimeout(late);
      done(position);
    };
    geolocation.getCurrentPosition(
      ({ coords, timestamp }) =>
        finish({ lat: coords.latitude, lon: coords.longitude, accuracyM: coords.accuracy, at: timestamp }),
      () => finish(null),
      { enableHighAccuracy: true, timeout: withinMs, maximumAge: FRESH_MS },
    );
  });
}
