/** Where this phone is, when it has already been allowed to say so. */
import { useEffect, useState } from 'preact/hooks';

import { currentPosition, type Position } from '../../core/position';

/** Nobody is asked for a permission only to draw a dot. */
export function useHere(wanted: boolean): Position | null {
  const [here, setHere] = useState<Position | null>(null);
  useEffect(() => {
    if (!wanted) return;
    const ask = async () => {
      const may = await navigator.permissions?.query({ name: 'geolocation' }).catch(() => null);
      if (may?.state === 'granted') setHere(await currentPosition());
    };
    void ask();
  }, [wanted]);
  return here;
}
