/** A phone that is carried: its clock stands still between steps, and its positions come from the test. */
import { vi } from 'vitest';

import { freezeClock, pass, settled } from './phone';

export const HOME = { lat: 37.7589, lon: 126.7744 };
type Place = typeof HOME;

export interface Stroller {
  /** One position, now or with a time of its own. */
  tell: (place: Place & { accuracy?: number }, timestamp?: number) => void;
  /** Walks north, 12 m each 10 s, and answers the places. */
  stroll: (steps: number, from?: Place) => Promise<Place[]>;
}

export function walkingPhone(): Stroller {
  freezeClock(1_795_000_000_000);
  let listener: ((position: unknown) => void) | null = null;
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }));
  vi.stubGlobal('navigator', {
    geolocation: {
      watchPosition(got: (position: unknown) => void) {
        listener = got;
        return 1;
      },
      clearWatch: () => (listener = null),
    },
  });
  const tell: Stroller['tell'] = ({ lat, lon, accuracy = 6 }, timestamp = Date.now()) =>
    listener?.({ coords: { latitude: lat, longitude: lon, accuracy }, timestamp });
  return {
    tell,
    async stroll(steps, from = HOME) {
      const places = Array.from({ length: steps }, (_, i) => ({
        ...from,
        lat: from.lat + ((i + 1) * 12) / 111_195,
      }));
      for (const place of places) {
        await pass(10_000, 10_000);
        tell(place);
        await settled(10);
      }
      return places;
    },
  };
}
