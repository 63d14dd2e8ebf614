/** Who opens walks. */
import { me } from '../../core/session';

/** Residents come along and are invited; walks are opened by those who walk. */
export function mayPropose(): boolean {
  return me.value !== null && me.value.tier !== 'resident' && me.value.tier !== 'officer';
}
