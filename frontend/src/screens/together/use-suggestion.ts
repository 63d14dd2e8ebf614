/** The suggestion for here and now, from what this phone knows; the server's newer word replaces it quietly. */
import { useEffect, useMemo, useState } from 'preact/hooks';

import { debt } from '../../core/coverage';
import { currentPosition } from '../../core/position';
import {
  bandAt,
  dayAt,
  suggestRoute,
  type Minutes,
  type Place,
  type Suggestion,
} from '../../core/route-suggestion';

export interface Suggested {
  route: Suggestion | null;
  cells: readonly (typeof debt.state.value.data & {})['cells'][number][];
  band: number;
  here: Place | null;
  /** What the cells are from (milliseconds), null while none are known. */
  madeAt: number | null;
  loading: boolean;
  locate: () => Promise<boolean>;
}

export function useSuggestion(minutes: Minutes, turn: number): Suggested {
  const { data, loading } = debt.state.value;
  const [here, setHere] = useState<Place | null>(null);
  const [now] = useState(Date.now);
  useEffect(() => {
    void debt.open();
  }, []);
  const locate = async () => {
    const at = await currentPosition(8000);
    if (at) setHere({ lat: at.lat, lon: at.lon });
    return at !== null;
  };
  useEffect(() => {
    // Asked only where it is already allowed: a suggestion is no reason for a permission.
    const look = async () => {
      const may = await navigator.permissions?.query({ name: 'geolocation' }).catch(() => null);
      if (may?.state === 'granted') await locate();
    };
    void look();
  }, []);
  const zone = data?.time_zone ?? 'Asia/Seoul';
  const band = bandAt(now, zone);
  const route = useMemo(
    () => data && suggestRoute(data.cells, { from: here, minutes, band, day: `${dayAt(now, zone)} ${turn}` }),
    [data, here, minutes, turn],
  );
  return {
    route,
    cells: data?.cells ?? [],
    band,
    here,
    madeAt: data ? Date.parse(data.made_at) : null,
    loading,
    locate,
  };
}
