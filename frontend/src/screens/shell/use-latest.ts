/** Reading something again and again while it is on screen: the last answer stays until the next one is there. */
import { useRef } from 'preact/hooks';

import { useLoaded } from './use-loaded';

/** `what` names the thing shown, `when` changes whenever it should be asked again. */
export function useLatest<Data>(
  what: string,
  when: string,
  load: (signal: AbortSignal) => Promise<Data>,
): Data | null {
  const { data } = useLoaded(`${what} ${when}`, load);
  const shown = useRef<{ what: string; data: Data } | null>(null);
  if (data !== null) shown.current = { what, data };
  return shown.current?.what === what ? shown.current.data : null;
}
