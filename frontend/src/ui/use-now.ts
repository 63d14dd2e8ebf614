/** The time, ticking, for whatever shows an age. */
import { useEffect, useState } from 'preact/hooks';

/** Milliseconds; `everyMs` of null stands still. */
export function useNow(everyMs: number | null = 1000): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (everyMs === null) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
