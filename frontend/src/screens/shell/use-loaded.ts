/** Reading something from the server for a screen: loading, there, or failed with a way to try again. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

import { ApiError } from '../../api/client';

export interface Loaded<Data> {
  data: Data | null;
  /** The failure of the last try; older data may still be shown. */
  error: ApiError | null;
  reload: () => void;
}

/** `load` runs again when `key` changes; what an older run answers is dropped. */
export function useLoaded<Data>(
  key: string | null,
  load: (signal: AbortSignal) => Promise<Data>,
): Loaded<Data> {
  const [state, setState] = useState<{ key: string | null; data: Data | null; error: ApiError | null }>({
    key,
    data: null,
    error: null,
  });
  const [tries, setTries] = useState(0);
  const latest = useRef(load);
  latest.current = load;
  useEffect(() => {
    if (key === null) return;
    const abort = new AbortController();
    const read = async () => {
      try {
        const data = await latest.current(abort.signal);
        if (!abort.signal.aborted) setState({ key, data, error: null });
      } catch (error) {
        if (abort.signal.aborted) return;
        const failure = error instanceof ApiError ? error : new ApiError(null);
        setState((old) => ({ key, data: old.key === key ? old.data : null, error: failure }));
      }
    };
    void read();
    return () => abort.abort();
  }, [key, tries]);
  const reload = useCallback(() => setTries((count) => count + 1), []);
  return { data: state.key === key ? state.data : null, error: state.error, reload };
}
