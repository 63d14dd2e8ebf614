/** What is typed about a member before it is saved, and what is still wrong with it. */
import type { NewMember } from './client';
import type { Home, Tier } from './contract';

export interface Draft {
  name: string;
  tier: Tier;
  language: 'ko' | 'en';
  verified: boolean;
  phone: string;
  address: string;
  entryNote: string;
  lat: string;
  lon: string;
}

export const EMPTY_DRAFT: Draft = {
  name: '',
  tier: 'resident',
  language: 'ko',
  verified: false,
  phone: '',
  address: '',
  entryNote: '',
  lat: '',
  lon: '',
};

export type Complaint = 'nameMissing' | 'phoneWrong' | 'addressMissing' | 'latWrong' | 'lonWrong';
export type Complaints = Partial<Record<keyof Draft, Complaint>>;

/** Wide enough for Korea, narrow enough to notice latitude and longitude in the wrong fields. */
const LAT: readonly [number, number] = [33, 39];
const LON: readonly [number, number] = [124, 132];

/** The server keeps digits, spaces, brackets, plus and dash. */
const PHONE = /^[+0-9 ()-]{7,20}$/;

export function complaintsAbout(draft: Draft): Complaints {
  const found: Complaints = {};
  if (draft.name.trim() === '') found.name = 'nameMissing';
  if (draft.phone.trim() !== '' && !PHONE.test(draft.phone.trim())) found.phone = 'phoneWrong';
  if (hasHome(draft)) {
    if (draft.address.trim() === '') found.address = 'addressMissing';
    if (degrees(draft.lat, LAT) === null) found.lat = 'latWrong';
    if (degrees(draft.lon, LON) === null) found.lon = 'lonWrong';
  }
  return found;
}

/** A home counts as given as soon as one of its fields is filled. */
export function hasHome(draft: Draft): boolean {
  return [draft.address, draft.entryNote, draft.lat, draft.lon].some((text) => text.trim() !== '');
}

/** Only for a draft without complaints. The id is the client's, so that pressing twice adds one person. */
export function memberFrom(draft: Draft, id: string): NewMember {
  const member: NewMember = {
    id,
    name: draft.name.trim(),
    tier: draft.tier,
    language: draft.language,
    verified: draft.verified,
  };
  if (draft.phone.trim() !== '') member.family_phone = draft.phone.trim();
  if (hasHome(draft)) member.home = homeFrom(draft);
  return member;
}

/** Only for a draft with a home and without complaints. */
export function homeFrom(draft: Draft): Home {
  return {
    address: draft.address.trim(),
    entry_note: draft.entryNote.trim(),
    lat: Number(draft.lat),
    lon: Number(draft.lon),
  };
}

/** Map apps copy `37.7592, 126.7741`: pasted into one field it fills both. */
export function splitCoordinates(typed: string): { lat: string; lon: string } | null {
  const match = /^\s*\(?\s*(-?\d+(?:\.\d+)?)\s*[,\s]\s*(-?\d+(?:\.\d+)?)\s*\)?\s*$/.exec(typed);
  return match === null ? null : { lat: match[1] ?? '', lon: match[2] ?? '' };
}

function degrees(typed: string, [from, to]: readonly [number, number]): number | null {
  const value = Number(typed);
  return typed.trim() !== '' && value >= from && value <= to ? value : null;
}
