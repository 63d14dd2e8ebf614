/** My plans as they will be once everything on this phone has arrived, and how fresh what is known is. */
import { useEffect, useState } from 'preact/hooks';

import type { PlanTerms } from '../../api/promises';
import { dayAndTime } from '../../core/wall-clock';
import { outbox } from '../../core/outbox';
import { type Overlay, overlay } from '../../core/plan-overlay';
import { myPlans, type PlanItem, waitingItems } from '../../core/plans';
import { me } from '../../core/session';
import { zoneHere } from '../../core/zone';
import { USUAL_TERMS } from './draft';

/** The neighbourhood's, where the phone knows them. */
export function termsHere(): PlanTerms {
  return { ...USUAL_TERMS, ...me.value?.policy };
}

export interface Plans extends Overlay {
  /** Null until anything is known. */
  known: boolean;
  at: number | null;
  failed: boolean;
}

export function usePlans(now: number): Plans {
  const [items, setItems] = useState<PlanItem[]>([]);
  useEffect(() => void myPlans.open(), []);
  const { pending, setAside } = outbox.value;
  useEffect(() => {
    let left = false;
    waitingItems().then(
      (read) => !left && setItems(read),
      () => {}, // no storage: nothing waits in it
    );
    return () => {
      left = true;
    };
  }, [pending, setAside]);
  const { data, at, error, loading } = myPlans.state.value;
  const zone = zoneHere();
  const shown = overlay(data?.items ?? [], items, {
    zone,
    graceMin: termsHere().plan_grace_min,
    today: dayAndTime(now, zone).day,
  });
  return { ...shown, known: data !== null || items.length > 0, at, failed: error !== null && !loading };
}
