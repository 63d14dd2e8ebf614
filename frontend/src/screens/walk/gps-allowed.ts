/** Whether this browser will give positions, asked without asking the person. */
import { useEffect, useState } from 'preact/hooks';

export type GpsAllowed = 'granted' | 'prompt' | 'denied' | 'none';

export async function gpsAllowed(): Promise<PermissionStatus | GpsAllowed> {
  if (!globalThis.navigator?.geolocation) return 'none';
  try {
    return await navigator.permissions.query({ name: 'geolocation' });
  } catch {
    return 'granted'; // this browser does not say; the walk itself will
  }
}

export function useGpsAllowed(): GpsAllowed {
  const [allowed, setAllowed] = useState<GpsAllowed>('granted');
  useEffect(() => {
    let status: PermissionStatus | null = null;
    const show = () => status && setAllowed(status.state);
    let left = false;
    const ask = async () => {
      const answer = await gpsAllowed();
      if (left) return;
      if (typeof answer === 'string') return setAllowed(answer);
      status = answer;
      show();
      status.addEventListener('change', show);
    };
    void ask();
    return () => {
      left = true;
      status?.removeEventListener('change', show);
    };
  }, []);
  return allowed;
}
