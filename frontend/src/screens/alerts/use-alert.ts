/** One alert, read again every few seconds while it is open. Kept in memory only: it may hold an address. */
import { useEffect, useRef } from 'preact/hooks';

import { call } from '../../api/client';
import type { Alert } from '../../api/types';
import { onNotice } from '../../core/channel';
import { useLoaded, type Loaded } from '../shell/use-loaded';
import { answers } from './respond';

const EVERY_MS = 4000;

export interface AlertRead {
  alert: Alert;
  /** When it began by this phone's clock (milliseconds): the server's age counts, not the two clocks. */
  began: number;
}

export function isOver(alert: Alert): boolean {
  return alert.status === 'resolved' || alert.status === 'cancelled' || alert.status === 'expired';
}

export function useAlert(id: string): Loaded<AlertRead> {
  const loaded = useLoaded(id, async (signal): Promise<AlertRead> => {
    const alert = await call<Alert>('GET', `/api/alerts/${encodeURIComponent(id)}`, { signal });
    return { alert, began: Date.now() - alert.age_s * 1000 };
  });
  const gone = loaded.error?.status === 404;
  const over = loaded.data ? isOver(loaded.data.alert) : false;
  const reload = useRef(loaded.reload);
  reload.current = loaded.reload;
  useEffect(() => {
    if (gone || over) return;
    const again = () => {
      if (document.visibilityState === 'visible') reload.current();
    };
    const timer = setInterval(again, EVERY_MS);
    document.addEventListener('visibilitychange', again);
    const stop = onNotice((notice) => {
      if (notice.kind === 'push' && notice.alertId === id) again();
    });
    return () => {
      stop();
      clearInterval(timer);
      document.removeEventListener('visibilitychange', again);
    };
  }, [gone, over, id]);
  const phase = answers.value[id]?.phase;
  useEffect(() => {
    if (phase === 'sent' || phase === 'refused') reload.current();
  }, [phase]);
  return loaded;
}
