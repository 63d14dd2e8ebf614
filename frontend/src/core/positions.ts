/** The phone's stream of positions during a walk, and how good it is. */
import { request } from './wake-lock';
import { GOOD_ACCURACY_M, type Reading } from './walk-rules';

export type Gps = 'waiting' | 'ok' | 'weak' | 'denied' | 'unavailable' | 'lost';

const LOST_MS = 30_000;
const LOOK_MS = 5000;

export function watchPositions(taken: (reading: Reading) => void, tell: (gps: Gps) => void): () => void {
  const geolocation = globalThis.navigator?.geolocation;
  if (!geolocation) {
    tell('unavailable');
    return () => {};
  }
  let lastAt = Date.now();
  let gps: Gps = 'waiting';
  const become = (next: Gps) => {
    if (next !== gps) tell((gps = next));
  };
  const got = ({ coords, timestamp }: GeolocationPosition) => {
    lastAt = Date.now();
    become(coords.accuracy <= GOOD_ACCURACY_M ? 'ok' : 'weak');
    taken({ lat: coords.latitude, lon: coords.longitude, accuracyM: coords.accuracy, t: timestamp });
  };
  const failed = ({ code }: GeolocationPositionError) => {
    if (code === 1) become('denied');
    else become(code === 2 ? 'unavailable' : 'lost');
  };
  let watch = 0;
  const begin = () => {
    geolocation.clearWatch(watch);
    watch = geolocation.watchPosition(got, failed, {
      enableHighAccuracy: true,
      maximumAge: 0,
      timeout: LOST_MS,
    });
  };
  const seen = () => {
    if (document.visibilityState !== 'visible') return;
    void request();
    begin(); // some browsers never wake a watch that slept
  };
  const looking = setInterval(() => {
    const silent = Date.now() - lastAt > LOST_MS;
    if (silent && (gps === 'ok' || gps === 'weak')) become('lost');
  }, LOOK_MS);
  document.addEventListener('visibilitychange', seen);
  begin();
  return () => {
    geolocation.clearWatch(watch);
    clearInterval(looking);
    document.removeEventListener('visibilitychange', seen);
  };
}
