/** In which order facilities are shown, and which. Pure. */
import type { LatLon } from '../../api/types';
import { nearest, type Facility, type FacilityKind } from '../../core/facilities';
import type { IconName } from '../../ui/icon';

/** Distance is null when it is not known where the phone is. */
export type Shown = Facility & { metres: number | null };

export const KIND_ICONS: Record<FacilityKind, IconName> = {
  lamp: 'lamp',
  bell: 'bell',
  cctv: 'cctv',
  bench: 'bench',
  aed: 'heart',
  other: 'pin',
};

/** Nearest first; without a position, what is due first, then by name. */
export function inOrder(items: readonly Facility[], place: LatLon | null): Shown[] {
  if (place) return nearest(items, place);
  return items
    .map((item) => ({ ...item, metres: null }))
    .toSorted(
      (a, b) =>
        Number(b.due) - Number(a.due) ||
        a.label.localeCompare(b.label, 'ko', { numeric: true }) ||
        a.id.localeCompare(b.id),
    );
}

/** What is worth a look while walking: close by, and of those what is due first. */
export function onTheWay(items: readonly Facility[], place: LatLon, withinM = 300): Shown[] {
  return nearest(items, place)
    .filter(({ metres }) => metres <= withinM)
    .toSorted((a, b) => Number(b.due) - Number(a.due) || a.metres - b.metres);
}
