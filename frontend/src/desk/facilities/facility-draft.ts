/** What is typed about a facility before it is saved, and what is still wrong with it. */
import { splitCoordinates } from '../member-draft';
import type { Facility, FacilityIn, FacilityKind } from './facilities';

export interface FacilityDraft {
  kind: FacilityKind;
  label: string;
  number: string;
  lat: string;
  lon: string;
  every: string;
}

export const EMPTY_FACILITY: FacilityDraft = {
  kind: 'lamp',
  label: '',
  number: '',
  lat: '',
  lon: '',
  every: '30',
};

export type FacilityComplaint = 'labelMissing' | 'latWrong' | 'lonWrong' | 'everyWrong';
export type FacilityComplaints = Partial<Record<keyof FacilityDraft, FacilityComplaint>>;

const LAT: readonly [number, number] = [33, 39];
const LON: readonly [number, number] = [124, 132];
const EVERY: readonly [number, number] = [1, 730];

export function complaintsAboutFacility(draft: FacilityDraft): FacilityComplaints {
  const found: FacilityComplaints = {};
  if (draft.label.trim() === '') found.label = 'labelMissing';
  if (!within(draft.lat, LAT)) found.lat = 'latWrong';
  if (!within(draft.lon, LON)) found.lon = 'lonWrong';
  if (!within(draft.every, EVERY) || !/^\d+$/.test(draft.every.trim())) found.every = 'everyWrong';
  return found;
}

/** Only for a draft without complaints. */
export function facilityFrom(draft: FacilityDraft): Omit<FacilityIn, 'id'> {
  return {
    kind: draft.kind,
    label: draft.label.trim(),
    number: draft.number.trim(),
    lat: Number(draft.lat),
    lon: Number(draft.lon),
    every_days: Number(draft.every),
  };
}

export function draftOf(facility: Facility): FacilityDraft {
  return {
    kind: facility.kind,
    label: facility.label,
    number: facility.number,
    lat: String(facility.lat),
    lon: String(facility.lon),
    every: String(facility.every_days),
  };
}

/** Pasted from a map app, one field fills both. */
export function placeTyped(field: 'lat' | 'lon', typed: string): Partial<FacilityDraft> {
  return splitCoordinates(typed) ?? { [field]: typed };
}

function within(typed: string, [from, to]: readonly [number, number]): boolean {
  const value = Number(typed);
  return typed.trim() !== '' && value >= from && value <= to;
}
