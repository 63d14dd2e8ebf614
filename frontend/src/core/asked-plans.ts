/** Who did not answer, of those whose buddy I am. Kept in this page only: who is silent lies on no phone. */
import { call } from '../api/client';
import type { AskedPlan } from '../api/promises';
import type { Page } from '../api/types';

export function readAsked(signal: AbortSignal): Promise<Page<AskedPlan>> {
  return call<Page<AskedPlan>>('GET', '/api/plans/asked', { signal });
}
