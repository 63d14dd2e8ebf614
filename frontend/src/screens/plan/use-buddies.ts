/** Whether anybody agreed to be called first for me; null while that is not known. */
import { readBuddies } from '../../core/calling';
import { useLoaded } from '../shell/use-loaded';

export function useBuddies(): boolean | null {
  const { data } = useLoaded('my buddies', readBuddies);
  return data && data.mine.some(({ agreed }) => agreed);
}
