/** What of the phone's positions is believed: the same rules as the server's. Pure. */

/** Why a position was left out of the walk. */
export type SetAsideReason = 'too_old' | 'zero_place' | 'future' | 'jump' | 'mock' | 'coarse';
