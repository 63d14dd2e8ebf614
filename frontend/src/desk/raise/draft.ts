/** What the desk heard, as far as it is filled in, and what is still missing. */
import { splitCoordinates } from '../member-draft';

export const AT_HOME = ['fallen', 'unwell', 'afraid', 'please_check', 'other'] as const;
export const OUTSIDE = ['person_in_need', 'lost_person', 'drunk_or_violent', 'fire_or_gas', 'other'] as const;
export type Category = (typeof AT_HOME)[number] | (typeof OUTSIDE)[number];

export interface Draft {
  /** Null while nobody is chosen; `stranger` for somebody who is no member. */
  whom: { id: string; name: string } | 'stranger' | null;
  place: 'home' | 'public' | null;
  /** As typed or as pressed on the map: `37.7605, 126.7748`. */
  point: string;
  category: Category | null;
  note: string;
}

export const EMPTY: Draft = { whom: null, place: null, point: '', category: null, note: '' };

export interface RaiseBody {
  member_id?: string;
  place: 'home' | 'public';
  category: Category;
  note: string;
  lat?: number;
  lon?: number;
}

export type Missing = 'whom' | 'place' | 'point' | 'what';

/** Who is no member has no home here: they are outside. */
export function placeOf({ whom, place }: Draft): Draft['place'] {
  return whom === 'stranger' ? 'public' : place;
}

export function categoriesOf(draft: Draft): readonly Category[] {
  return placeOf(draft) === 'home' ? AT_HOME : OUTSIDE;
}

/** Only what may be said of this place: a category chosen before the place changed is not kept. */
export function categoryOf(draft: Draft): Category | null {
  return draft.category !== null && categoriesOf(draft).includes(draft.category) ? draft.category : null;
}

export function pointOf(typed: string): { lat: number; lon: number } | null {
  const split = splitCoordinates(typed);
  if (split === null) return null;
  const [lat, lon] = [Number(split.lat), Number(split.lon)];
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : null;
}

export function missing(draft: Draft): Missing[] {
  const place = placeOf(draft);
  return [
    ...(draft.whom === null ? (['whom'] as const) : []),
    ...(place === null ? (['place'] as const) : []),
    ...(place === 'public' && pointOf(draft.point) === null ? (['point'] as const) : []),
    ...(categoryOf(draft) === null ? (['what'] as const) : []),
  ];
}

/** Null as long as something is missing. */
export function bodyOf(draft: Draft): RaiseBody | null {
  const [place, category] = [placeOf(draft), categoryOf(draft)];
  if (missing(draft).length > 0 || place === null || category === null) return null;
  return {
    ...(draft.whom !== null && draft.whom !== 'stranger' && { member_id: draft.whom.id }),
    place,
    category,
    note: draft.note.trim(),
    ...(place === 'public' && pointOf(draft.point)),
  };
}
