/** What the desk's API answers look like, in the desk's words. Times are RFC 3339 UTC. */

import type { AlertOutcome, AlertStatus, Page, ResponseStatus, Role, Tier } from '../api/types';
import type { Missed } from './promises/promises';

export type { AlertStatus, Page, ResponseStatus, Tier };
export type Outcome = AlertOutcome;
export type DeliveryStatus = 'queued' | 'sent' | 'received' | 'failed' | 'gone' | 'withdrawn' | 'none';
export type Place = 'home' | 'public';
export type WorkerState = 'ok' | 'late' | 'dead';
/** Latitude, longitude in degrees. */
export type LatLon = [number, number];

/** One person who was told about an alert, how far the push came, and what they answered. */
export interface Told {
  name: string;
  status: ResponseStatus;
  delivery: DeliveryStatus;
  at: string;
  role?: Role | null;
  /** Since when they did not answer whether they are fine. */
  silent_at?: string | null;
}

export interface BoardAlert {
  id: string;
  status: AlertStatus;
  category: string;
  place: Place;
  drill: boolean;
  late: boolean;
  cell: string;
  cell_boundary: LatLon[];
  opened_at: string;
  closed_at: string | null;
  outcome: string | null;
  age_s: number;
  /** When it happened by the phone's corrected clock: worked out here from `age_s` when the answer comes. */
  happened_at?: string;
  person_name: string;
  /** How many waves were told, of how many there are. */
  wave: number;
  waves: number;
  next_step_at: string | null;
  desk_told_at: string | null;
  told: Told[];
  /** Told to the desk alone: raised and taken back again and again. */
  quiet?: boolean;
  /** When the desk heard that nobody joins the one who goes to a home. */
  second_missing_at?: string | null;
  /** Taken back with the number for whoever is forced: over for everybody else. */
  duress_at?: string | null;
}

export interface BoardPatrol {
  id: string;
  name: string;
  started_at: string;
  last_fix_at: string | null;
  cell: string | null;
  cell_boundary: LatLon[] | null;
  /** Only while the walker shares it, or comes to an alert. */
  place: { lat: number; lon: number; accuracy_m: number | null } | null;
  shared: boolean;
  distance_m: number;
  fix_count: number;
  companions: string[];
}

export interface BoardCheckIn {
  id: string;
  name: string;
  status: 'safe' | 'concern';
  context: 'walk' | 'home';
  category: string | null;
  urgency: 'report' | 'urgent' | null;
  note: string | null;
  recorded_at: string;
  received_at: string;
  late: boolean;
  clock_flag: boolean | string | null;
  photo_ids: string[];
  alert_id: string | null;
  cancelled_at: string | null;
}

/** An alert that does not go its way, found by the server's auditor. */
export interface Finding {
  kind: string;
  alert_id: string;
  found_at: string;
}

export interface Board {
  now: string;
  event_id: number;
  neighbourhood: { id: string; name_ko: string; name_en: string; boundary?: unknown };
  worker: WorkerState;
  findings?: Finding[];
  /** For coordinators only. */
  talks?: Talk[];
  /** People who did not answer, the longest silence first; an older server does not tell. */
  missed?: Missed[];
  alerts: BoardAlert[];
  patrols: BoardPatrol[];
  check_ins: BoardCheckIn[];
  closed_alerts: BoardAlert[];
}

/** One line of an alert's history; the server only ever adds to it. */
export interface TimelineEntry {
  at: string;
  kind: string;
  actor_name: string | null;
  data: Record<string, unknown> | null;
}

/** Where somebody on their way is, as long as they show it. */
export interface OnTheWay {
  name: string;
  lat: number;
  lon: number;
  accuracy_m: number;
  age_s: number;
}

/** Somebody who would like to talk after a visit. */
export interface Talk {
  alert_id: string;
  member_id: string;
  name: string;
  phone: string | null;
  asked_at: string;
}

export interface DeskAlert extends BoardAlert {
  note: string;
  closing_note: string;
  address: string | null;
  entry_note: string | null;
  location: { lat: number; lon: number; accuracy_m: number | null } | null;
  check_in_id: string | null;
  timeline: TimelineEntry[];
  /** Alerts this person took back within 30 days. */
  taken_back?: number;
  /** This person's own alerts within 90 days. */
  /** Looking at these is logged, and those who come see it. */
  on_the_way?: OnTheWay[];
  cries?: { raised: number; taken_back: number; nobody_found: number };
}

export const TIERS: readonly Tier[] = ['resident', 'walker', 'responder', 'coordinator', 'officer'];

export interface Member {
  id: string;
  name: string;
  tier: Tier;
  verified: boolean;
  active: boolean;
  duty_on: boolean;
  devices: number;
  push: 'on' | 'off';
  last_seen_at: string | null;
  created_at: string;
}

export interface Home {
  address: string;
  entry_note: string;
  lat: number;
  lon: number;
}

/** A code as it is shown once, just after it was made. */
export interface PairingCode {
  id: string;
  code: string;
  link: string;
  qr_svg: string;
  expires_at: string;
}

export type CodeState = 'open' | 'used' | 'expired' | 'locked';

/** What became of a code that was handed out. */
export interface HandedCode {
  id: string;
  created_at: string;
  expires_at: string;
  state: CodeState;
  device_name: string | null;
}
