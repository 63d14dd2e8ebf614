/** The time zone of the neighbourhood: what is promised or met is where people are, not where a travelling phone is. */
import { me } from './session';

export function zoneHere(): string {
  return me.value?.neighbourhood?.time_zone ?? 'Asia/Seoul';
}
